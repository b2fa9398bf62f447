"""Moves: the list, a new one, one on its way, its questions, and the acts along it."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.template.defaultfilters import filesizeformat
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from serambi.branches.models import Branch
from serambi.catalogue import reach
from serambi.catalogue.models import ImportBatch
from serambi.kit.access import requires
from serambi.kit.paging import page_of
from serambi.kit.refusal import Refused
from serambi.moving import answering, keeping, moving_in, reasons, report, storing
from serambi.moving.models import Move, MoveFile
from serambi.moving.permissions import KEPT, RUN
from serambi.moving.staff.forms import ColumnsForm, MoveForm, QuestionsForm
from serambi.moving.staff.frame import page
from serambi.ui.attempt import attempt, is_sure, show_refusals

_STATE = Move.State


@requires(RUN)
def moves(request):
    """Every move, newest first."""
    found = Move.objects.select_related("by").defer("found", "answers")
    return page(request, "moves", "moves", rows=page_of(found, ("pk",), request.GET, descending=True))


@requires(RUN)
def new(request):
    """Bring the files of an old system."""
    mine = reach.branches_of(request.user)
    initial = {"branch": Branch.objects.filter(pk__in=mine).first() if mine else Branch.objects.first()}
    form = MoveForm(request.POST or None, request.FILES or None, branches=mine, initial=initial)
    if request.method == "POST" and form.is_valid():
        asked = form.cleaned_data
        uploads = [moving_in.Upload(file.name or "", file.chunks(1 << 20), file.size) for file in asked["files"]]
        try:
            move = moving_in.begin(
                uploads,
                branch=asked["branch"],
                source=asked["source"],
                on_match=asked["on_match"],
                by=request.user,
            )
        except Refused as no:
            show_refusals(form, no, at="files")
        else:
            return redirect("moving-staff:move", pk=move.pk)
    return page(request, "new", "moves", form=form, largest=filesizeformat(storing.largest()))


@requires(RUN)
@never_cache
def show(request, pk: int):
    """One move: where it stands, what its files hold, what becomes of the rows, what can be done now."""
    move = get_object_or_404(Move.objects.select_related("by", "branch", "batch"), pk=pk)
    mine = moving_in.may_act(move, request.user)
    parts = report.parts(move)
    stopped = move.stopped_in if move.state == _STATE.FAILED else move.state
    files = list(move.files.all())
    for file in files:
        file.problem_words = reasons.sentence(file.problem) if file.problem else ""
    return page(
        request,
        "move",
        "moves",
        move=move,
        files=files,
        road=report.road(move),
        progress=report.progress(move),
        parts=parts,
        bars=report.bars(parts),
        total=sum(part.count for part in parts),
        reasons=report.reason_sums(move),
        mended=report.mended(move),
        dropped=report.dropped(move),
        tables=report.tables(move),
        kept=keeping.counts(move) if request.user.may(KEPT) else [],
        may_delete_kept=request.user.may(KEPT),
        unsure=ImportBatch.Unsure.choices,
        has_doubts=bool(move.batch and move.batch.counts.get("doubt")),
        mine=mine,
        may_columns=mine and move.state == _STATE.COLUMNS,
        may_answer=mine and move.state == _STATE.QUESTIONS,
        may_commit=mine and move.state == _STATE.REVIEW,
        may_ask_again=mine and move.state in {_STATE.REVIEW, _STATE.EMPTY} and moving_in.has_questions(move),
        may_revert=mine and move.state in {_STATE.COMMITTED, _STATE.REVERTED} and _left(move),
        may_cancel=mine and stopped in moving_in.BEFORE_COMMIT,
        may_resume=mine and move.state == _STATE.FAILED,
    )


def _left(move: Move) -> bool:
    sums = move.counts.get("outcome", {})
    brought = move.batch_id and sums.get("imported", 0) + sums.get("merged", 0)
    return bool(brought or move.found.get("holidays_added") or move.kept.exists())


@requires(RUN)
@never_cache
def progress(request, pk: int):
    """The progress bar alone, asked for every two seconds."""
    move = get_object_or_404(Move.objects.select_related("batch"), pk=pk)
    return render(request, "moving/staff/_progress.html", {"move": move, "progress": report.progress(move)})


@requires(RUN)
def columns(request, pk: int):
    """What the columns of its lists mean, with the first rows to see it by."""
    move = get_object_or_404(Move, pk=pk)
    lists = move.files.filter(kind__in=[MoveFile.Kind.TABLE, MoveFile.Kind.INLISLITE])
    form = ColumnsForm(request.POST or None, files=lists)
    if request.method == "POST" and form.is_valid():
        try:
            moving_in.say_columns(move, form.targets(), by=request.user)
        except Refused as no:
            show_refusals(form, no)
        else:
            return redirect("moving-staff:move", pk=pk)
    return page(request, "columns", "moves", move=move, form=form)


@requires(RUN)
def questions(request, pk: int):
    """What the old system's words mean here; then the trial begins."""
    move = get_object_or_404(Move.objects.select_related("branch"), pk=pk)
    form = QuestionsForm(request.POST or None, move=move, branches=answering.branches())
    if request.method == "POST" and form.is_valid():
        asked = form.cleaned_data
        try:
            moving_in.answer(
                move, form.values(), brief=asked["brief"], titles=asked.get("titles", "keep"), by=request.user
            )
        except Refused as no:
            show_refusals(form, no)
        else:
            return redirect("moving-staff:move", pk=pk)
    return page(request, "questions", "moves", move=move, form=form, samples=move.found.get("upper_samples", []))


@requires(RUN)
def printed(request, pk: int):
    """The report of the trial on paper: what becomes what, what is doubtful, what is left out and why."""
    move = get_object_or_404(Move.objects.select_related("by", "branch"), pk=pk)
    parts = report.parts(move)
    return page(
        request,
        "report",
        "moves",
        move=move,
        files=move.files.all(),
        parts=parts,
        total=sum(part.count for part in parts),
        reasons=report.reason_sums(move),
        mended=report.mended(move),
        dropped=report.dropped(move),
        tables=report.tables(move),
        answers=report.answers(move, answering.branches()),
    )


def _act(request, pk: int, act, said: str):
    move = get_object_or_404(Move, pk=pk)
    return attempt(request, lambda: act(move), said, reverse("moving-staff:move", args=[pk]))


@requires(RUN)
@require_POST
def ask_again(request, pk: int):
    """Change the answers; the trial is thrown away."""
    return _act(request, pk, lambda move: moving_in.ask_again(move, by=request.user), _("You can change your answers."))


@requires(RUN)
@require_POST
def commit(request, pk: int):
    """Put it into the catalogue."""
    unsure = request.POST.get("when_unsure", "")
    chosen = unsure if unsure in ImportBatch.Unsure.values else None
    return _act(
        request,
        pk,
        lambda move: moving_in.start_commit(move, when_unsure=chosen, by=request.user),
        _("The rows are being added. You may leave this page."),
    )


@requires(RUN)
@require_POST
def revert(request, pk: int):
    """Take back what it brought; the box must be ticked."""
    if not is_sure(request):
        return redirect("moving-staff:move", pk=pk)
    return _act(
        request,
        pk,
        lambda move: moving_in.start_revert(move, by=request.user),
        _("The move is being taken back. You may leave this page."),
    )


@requires(RUN)
@require_POST
def cancel(request, pk: int):
    """Give it up; nothing of it is in the catalogue."""
    return _act(request, pk, lambda move: moving_in.cancel(move, by=request.user), _("The move was cancelled."))


@requires(RUN)
@require_POST
def resume(request, pk: int):
    """Go on where an error stopped it."""
    return _act(request, pk, lambda move: moving_in.resume(move, by=request.user), _("It goes on where it stopped."))


@requires(KEPT)
@require_POST
def delete_kept(request, pk: int):
    """Delete the personal data that is kept of the old system; the box must be ticked."""
    if request.user.may_at(KEPT) is not None:
        raise PermissionDenied
    if not is_sure(request):
        return redirect("moving-staff:move", pk=pk)
    return _act(request, pk, lambda move: keeping.delete_kept(move, by=request.user), _("Deleted."))
