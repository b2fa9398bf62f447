"""The editor of a record: the friendly form and the MARC lines, two faces of one record.

Both faces carry the record they work on with them (`draft`, as MARC lines), so that changing the face loses nothing and
nothing is stored before somebody saves.
"""

from dataclasses import dataclass, field

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from serambi.catalogue.cataloguing import locking, templating
from serambi.catalogue.cataloguing.advising import advice
from serambi.catalogue.cataloguing.history import marc_at
from serambi.catalogue.marc import form as mapping
from serambi.catalogue.marc.checking import ERROR, Finding, check, misread_findings
from serambi.catalogue.marc.differing import differences
from serambi.catalogue.marc.lines import from_lines, to_lines
from serambi.catalogue.marc.record import Marc
from serambi.catalogue.models import BibRecord
from serambi.catalogue.permissions import ITEM_CHANGE, RECORD_CHANGE
from serambi.catalogue.records import changing
from serambi.catalogue.staff.frame import page
from serambi.catalogue.staff.record_form import LABELS, NEEDS, RecordForm
from serambi.kit.access import requires
from serambi.kit.refusal import Refused

FORM, MARC, COPIES = "form", "marc", "copies"
IN_THE_FORM = {"no_title", "not_a_title"}
"""What the form refuses: the rest of a record's mistakes are for the MARC editor, where they can be mended."""
LONGEST = 2_500_000
"""Characters of MARC lines an editor takes: no fewer than a request may have, so that no record is ever cut."""


@dataclass
class Draft:
    """One round of an editor: the record it is about (None for a new one), what was typed, what is to be said."""

    record: BibRecord | None
    face: str
    marc: Marc
    version: int
    form: RecordForm | None = None
    text: str = ""
    findings: list[Finding] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    theirs: list = field(default_factory=list)
    """What somebody else changed meanwhile (`marc.differing`)."""
    both: list[str] = field(default_factory=list)
    advice: object = None
    sure: bool = False
    """The person was told that the record may be here already, and saves all the same."""
    asks: bool = False


@requires(RECORD_CHANGE)
def new(request):
    """A new record, from a template."""
    if request.method == "POST":
        return _answer(request, None)
    code = request.GET.get("template", "")
    marc = templating.begin(code, localdate()) if code else None
    if marc is None:
        return page(request, "record_new", "records", choices=templating.choices(), unknown=bool(code))
    face = MARC if request.GET.get("face") == MARC else FORM
    return _show(request, _opened(None, face, marc, 0))


@requires(RECORD_CHANGE)
def edit(request, pk: int):
    """The record in the form, or with `?face=marc` in MARC lines."""
    record = get_object_or_404(BibRecord, pk=pk)
    if request.method == "POST":
        return _answer(request, record)
    face = MARC if request.GET.get("face") == MARC else FORM
    locking.take(record, by=request.user)
    return _show(request, _opened(record, face, Marc.from_json(record.marc), record.version))


def _opened(record: BibRecord | None, face: str, marc: Marc, version: int) -> Draft:
    draft = Draft(record, face, marc, version)
    if face == FORM:
        draft.form = RecordForm(marc)
    else:
        draft.text = to_lines(marc)
    return draft


def _answer(request, record: BibRecord | None):
    draft = _typed(request, record)
    going = request.POST.get("go", "save")
    if going in (FORM, MARC) and not any(each.level == ERROR and each.line for each in draft.findings):
        return _show(request, _opened(record, going, draft.marc, draft.version))
    if going == "check" or draft.findings or draft.refused:
        return _advised(request, draft, problem=going not in ("check",))
    if going == "template":
        return _save_as_template(request, draft)
    if record is None and not draft.sure:
        draft.advice = advice(draft.marc)
        if draft.advice.twin:
            draft.asks = True
            return _show(request, draft, status=409)
    return _save(request, draft)


def _typed(request, record: BibRecord | None) -> Draft:
    """What came back from the browser."""
    face = MARC if request.POST.get("face") == MARC else FORM
    version = request.POST.get("version", "")
    known = version.isascii() and version.isdigit() and len(version) < 9
    if not known and record is not None:
        raise Http404
    draft = Draft(record, face, Marc(), int(version) if known else 0, sure=request.POST.get("sure") == "yes")
    if face == MARC:
        draft.text = request.POST.get("text", "")[:LONGEST].replace("\x00", "")
        reading = from_lines(draft.text)
        draft.marc = reading.marc
        draft.findings = misread_findings(reading) + [
            each for each in check(reading.marc, reading.places) if each.level == ERROR
        ]
    else:
        draft.form = RecordForm(_base(request, record), request.POST)
        if not draft.form.is_valid():
            draft.refused = draft.form.errors
            draft.marc = draft.form.base
        else:
            draft.marc = draft.form.marc()
            draft.findings = [each for each in check(draft.marc) if each.code in IN_THE_FORM]
    return draft


def _base(request, record: BibRecord | None) -> Marc:
    """The MARC the form was opened with; it comes back with the form."""
    reading = from_lines(request.POST.get("draft", "")[:LONGEST].replace("\x00", ""))
    if reading.marc.leader or reading.marc.fields:
        return reading.marc
    return Marc.from_json(record.marc) if record else Marc()


def _save(request, draft: Draft):
    why = changing.Why.EDITOR if draft.face == MARC else changing.Why.FORM
    try:
        if draft.record is None:
            saved = changing.create_record(draft.marc, by=request.user)
            said = _("The record is in the catalogue. Add its copies next.")
        else:
            saved = changing.change_record(
                draft.record, draft.marc, by=request.user, why=why, expected_version=draft.version
            )
            locking.release(draft.record, by=request.user)
            said = _("Saved.") if saved.version != draft.version else _("Nothing was changed, so nothing was saved.")
    except Refused as no:
        draft.refused = [str(refusal.message) for refusal in no.refusals]
        if any(refusal.code == "moved_on" for refusal in no.refusals):
            _bring_together(draft)
        return _show(request, draft, status=409)
    messages.success(request, said)
    onward = "item-new" if request.POST.get("go") == COPIES and request.user.may(ITEM_CHANGE) else "record"
    return redirect(f"catalogue-staff:{onward}", pk=saved.pk)


def _bring_together(draft: Draft) -> None:
    """Somebody saved meanwhile: show their changes, and lay the typed ones over the record as it is now."""
    record = BibRecord.objects.filter(pk=draft.record.pk).first()
    if record is None:
        return
    now_there, before = Marc.from_json(record.marc), marc_at(record, draft.version)
    opened = Marc.from_json(before) if before else draft.marc
    draft.theirs, draft.version = differences(opened, now_there), record.version
    if draft.face == MARC:
        return
    mine = draft.form.changes() | {
        key: value
        for key, value in mapping.read(draft.marc).items()
        if key in mapping.changed(opened, mapping.read(draft.marc))
    }
    theirs = mapping.read(now_there)
    changed = mapping.changed(opened, theirs)
    draft.both = [LABELS[key] for key in mine if key in changed and not mapping.same(mine[key], theirs[key])]
    draft.marc = mapping.write(now_there, mine)
    draft.form = RecordForm(draft.marc)


def _save_as_template(request, draft: Draft):
    try:
        kept = templating.save_as(request.POST.get("template_name", ""), draft.marc, by=request.user)
    except Refused as no:
        draft.refused = [str(refusal.message) for refusal in no.refusals]
        return _show(request, draft, status=409)
    messages.success(request, _("The template “%s” is kept; new records can begin with it.") % kept.name)
    return _show(request, draft)


def _advised(request, draft: Draft, *, problem: bool):
    draft.advice = advice(draft.marc, besides=draft.record.pk if draft.record else None)
    if draft.face == MARC:
        reading = from_lines(draft.text)
        draft.findings = misread_findings(reading) + check(reading.marc, reading.places)
    else:
        draft.findings = check(draft.marc)
    return _show(request, draft, status=422 if problem else 200)


def _show(request, draft: Draft, *, status: int = 200):
    record = draft.record
    here = reverse("catalogue-staff:record-edit", args=[record.pk]) if record else reverse("catalogue-staff:record-new")
    lock = locking.holder(record) if record else None
    # the form's base stays what it was opened with, so that what was typed still counts as a change
    base = draft.form.base if draft.form else draft.marc
    return page(
        request,
        "record_edit",
        "records",
        status=status,
        record=record,
        draft=draft,
        lines=to_lines(base),
        action=here,
        lock=lock,
        is_mine=lock is None or lock.by_id == request.user.pk,
        needs=NEEDS,
        may_items=request.user.may(ITEM_CHANGE),
    )
