"""What editors ask while somebody types: advice on the record, headings to pick, signs of life, taking a lock over."""

from django.http import JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from serambi.catalogue.cataloguing import locking
from serambi.catalogue.cataloguing.advising import advice, pick
from serambi.catalogue.marc import positions
from serambi.catalogue.marc.checking import check, misread_findings
from serambi.catalogue.marc.fields import fields, language_of
from serambi.catalogue.marc.lines import from_lines
from serambi.catalogue.models import BibRecord
from serambi.catalogue.permissions import RECORD_CHANGE, SEE
from serambi.catalogue.staff.frame import page
from serambi.catalogue.staff.record_form import NEEDS, RecordForm
from serambi.kit.access import requires

LONGEST = 2_500_000


@require_POST
@requires(RECORD_CHANGE)
def advise(request):
    """A fragment for the editor's aside: twins, numbers, headings, class, hints on the fields. Stores nothing."""
    number = request.POST.get("record", "")
    besides = int(number) if number.isascii() and number.isdigit() and len(number) < 16 else None
    findings = []
    if request.POST.get("face") == "marc":
        reading = from_lines(request.POST.get("text", "")[:LONGEST].replace("\x00", ""))
        marc, findings = reading.marc, misread_findings(reading) + check(reading.marc, reading.places)
    else:
        base = from_lines(request.POST.get("draft", "")[:LONGEST].replace("\x00", "")).marc
        typed = RecordForm(base, request.POST)
        marc = typed.marc() if typed.is_valid() else base
        findings = check(marc)
    context = {"advice": advice(marc, besides=besides), "findings": findings, "needs": NEEDS}
    return render(request, "catalogue/staff/_advice.html", context)


@requires(SEE)
def headings(request):
    """Established headings for a field: ?q=…&for=names|subjects|series."""
    text = request.GET.get("q", "").replace("\x00", "")[:200]
    found = pick(text, request.GET.get("for", ""))
    rows = [
        {"heading": each.heading, "kind": each.kind, "kind_label": each.get_kind_display(), "count": each.count,
         "forms": each.forms}
        for each in found
    ]  # fmt: skip
    return JsonResponse({"headings": rows})


@requires(SEE)
def field_help(request):
    """Every described field: as a page to read, and with ?as=json for the MARC editor, which keeps it."""
    which = language_of(get_language())
    if request.GET.get("as") == "json":
        answer = JsonResponse({"fields": _as_json(which), "positions": positions.as_json(which)})
        patch_cache_control(answer, private=True, max_age=3600)
        return answer
    return page(request, "fields", "records", rows=_as_rows(which))


def _as_json(which: int) -> dict:
    return {
        tag: {
            "name": each.words[which],
            "text": each.text[which],
            "repeats": each.repeats,
            "indicators": {
                number: {code: words[which] for code, words in codes.items()}
                for number, codes in each.indicators.items()
            },
            "subfields": {code: words[which] for code, (words, _repeats) in each.subfields.items()},
        }
        for tag, each in fields().items()
    }


def _as_rows(which: int) -> list[dict]:
    return [
        {
            "tag": tag,
            "name": each.words[which],
            "text": each.text[which],
            "repeats": each.repeats,
            "indicators": [
                (number, [(code, words[which]) for code, words in codes.items()])
                for number, codes in each.indicators.items()
            ],
            "subfields": [(code, words[which], repeats) for code, (words, repeats) in each.subfields.items()],
        }
        for tag, each in fields().items()
    ]


@require_POST
@requires(RECORD_CHANGE)
def alive(request, pk: int):
    """An editor's sign of life; answers who has the record."""
    record = get_object_or_404(BibRecord, pk=pk)
    lock = locking.take(record, by=request.user)
    mine = lock.by_id == request.user.pk
    text = (
        "" if mine else _("%s has taken the record over. What you typed is still here; save it if you must.") % lock.by
    )
    version = request.POST.get("version", "")
    if version.isascii() and version.isdigit() and int(version[:9]) < record.version:
        text = _("Somebody saved this record meanwhile. When you save, both are shown side by side.")
    return JsonResponse({"mine": mine, "text": text})


@require_POST
@requires(RECORD_CHANGE)
def take_over(request, pk: int):
    """The lock changes hands; the editor opens again."""
    record = get_object_or_404(BibRecord, pk=pk)
    locking.take_over(record, by=request.user)
    face = "?face=marc" if request.POST.get("face") == "marc" else ""
    return redirect(reverse("catalogue-staff:record-edit", args=[pk]) + face)


@require_POST
@requires(RECORD_CHANGE)
def let_go(request, pk: int):
    """Leave the editor without saving."""
    record = get_object_or_404(BibRecord, pk=pk)
    locking.release(record, by=request.user)
    return redirect("catalogue-staff:record", pk=pk)
