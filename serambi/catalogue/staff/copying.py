"""Copy cataloguing: the question, and what other catalogues answer."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from serambi.catalogue.copying import results as sru_results
from serambi.catalogue.copying import searching as sru_searching
from serambi.catalogue.models import SruAnswer, SruSearch, SruTarget
from serambi.catalogue.permissions import COPY, TARGET_CHANGE
from serambi.catalogue.sru.problems import sentence
from serambi.catalogue.staff.copy_forms import CopySearchForm
from serambi.catalogue.staff.frame import page
from serambi.kit.access import requires
from serambi.kit.refusal import Refused
from serambi.ui.attempt import show_refusals

LATEST = 8
_STATE = SruAnswer.State
_LOOK = {_STATE.WAITING: "plain", _STATE.FOUND: "good", _STATE.REFUSED: "bad", _STATE.SLOW: "warn"}


@requires(COPY)
def copy(request):
    """The question. A POST asks every target: all at once, or, when the page's script does it, one by one."""
    form = CopySearchForm(request.POST or None)
    form.fields["words"].widget.attrs["autofocus"] = True  # the scanner types where the cursor is
    if request.method == "POST" and form.is_valid():
        try:
            search = sru_searching.begin(**form.cleaned_data, by=request.user)
        except Refused as no:
            show_refusals(form, no)
        else:
            if not request.POST.get("live"):
                sru_searching.ask_all(search)
            return redirect("catalogue-staff:copy-results", pk=search.pk)
    return page(
        request,
        "copy",
        "copy",
        form=form,
        targets=list(SruTarget.objects.filter(on=True)),
        latest=SruSearch.objects.filter(by=request.user).order_by("-at")[:LATEST],
        may_change=request.user.may(TARGET_CHANGE),
    )


@requires(COPY)
@never_cache
def results(request, pk: int):
    """What was found, each target's state above it."""
    search = get_object_or_404(SruSearch, pk=pk)
    answers = _answers(search)
    form = CopySearchForm(initial={"words": search.words, "title": search.title, "author": search.author})
    return page(
        request,
        "copy_results",
        "copy",
        search=search,
        form=form,
        answers=answers,
        waiting=[answer for answer in answers if answer.state == _STATE.WAITING],
        more=any(answer.next_position for answer in answers),
        results=sru_results.results_of(search),
    )


def _answers(search: SruSearch) -> list[SruAnswer]:
    found = list(search.answers.select_related("target"))
    for answer in found:
        _tell(answer)
    return found


def _tell(answer: SruAnswer) -> None:
    """The words and the look of an answer's state."""
    answer.look = _LOOK.get(_STATE(answer.state), "plain")
    answer.why = ""
    if answer.code:
        answer.why = str(sru_results.diagnosis(answer.diagnostic) or sentence(answer.code))
        answer.look = "warn" if answer.state == _STATE.FOUND else answer.look


@requires(COPY)
@require_POST
def ask(request, pk: int):
    """Ask the targets of a search that were not asked yet, or one of them (`target`). The page's script gets that
    one's row; everybody else the page."""
    search = get_object_or_404(SruSearch, pk=pk)
    number = request.POST.get("target", "")
    if number.isascii() and number.isdigit() and len(number) < 16:
        answer = get_object_or_404(search.answers.select_related("target", "search"), target=int(number))
        answer = sru_searching.ask(answer)
        _tell(answer)
        if request.headers.get("X-Requested-With") == "fetch":
            return render(request, "catalogue/staff/_copy_target.html", {"answer": answer, "search": search})
    else:
        sru_searching.ask_all(search)
    return redirect("catalogue-staff:copy-results", pk=pk)


@requires(COPY)
@never_cache
def rows(request, pk: int):
    """The found records alone: the page's script asks for them after each answer."""
    search = get_object_or_404(SruSearch, pk=pk)
    context = {"search": search, "results": sru_results.results_of(search), "waiting": _waits(search)}
    return render(request, "catalogue/staff/_copy_rows.html", context)


def _waits(search: SruSearch) -> bool:
    return search.answers.filter(state=_STATE.WAITING).exists()


@requires(COPY)
@require_POST
def more(request, pk: int):
    """The next records of every target that has further ones."""
    search = get_object_or_404(SruSearch, pk=pk)
    before = sru_results.results_of(search).count
    sru_searching.ask_all(search, more=True)
    if sru_results.results_of(search).count == before:
        messages.info(request, _("No further record came."))
    return redirect(reverse("catalogue-staff:copy-results", args=[pk]) + "#found")
