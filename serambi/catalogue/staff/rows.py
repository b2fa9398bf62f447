"""The records of one file: which ones, one beside ours, decisions, and what was refused as a file to mend."""

from django.contrib import messages
from django.http import Http404, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from serambi.catalogue import reach
from serambi.catalogue.importing import acts as importing
from serambi.catalogue.importing import holdings, reasons
from serambi.catalogue.importing.refused_file import refused_file
from serambi.catalogue.marc.problems import Problem
from serambi.catalogue.marc.record import Marc
from serambi.catalogue.marc_table import excerpt, rows_of
from serambi.catalogue.merging.comparing import compare
from serambi.catalogue.models import ImportBatch, StagedRecord
from serambi.catalogue.permissions import IMPORT
from serambi.catalogue.records import matching
from serambi.catalogue.staff.forms import RowFilter
from serambi.catalogue.staff.frame import page
from serambi.kit.access import requires
from serambi.kit.csv_file import csv_response
from serambi.kit.paging import page_of
from serambi.ui.attempt import attempt

_OUTCOME, _DECISION = StagedRecord.Outcome, StagedRecord.Decision
_HEAVY = ("raw", "marc", "prepared", "before", "problems")


def _shown(batch: ImportBatch, show: str, reason: str):
    rows = batch.rows.defer(*_HEAVY)
    if show == "undecided":
        rows = rows.filter(decision=_DECISION.UNDECIDED, outcome__in=[_OUTCOME.READ, _OUTCOME.SKIPPED, _OUTCOME.ADDED])
    elif show == "matched":
        rows = rows.exclude(match_rule="")
    elif show == "new":
        rows = rows.filter(decision=_DECISION.ADD).exclude(outcome=_OUTCOME.REFUSED)
    elif show == "problems":
        rows = rows.exclude(problem="")
    elif show in {"refused", "skipped", "reverted"}:
        rows = rows.filter(outcome=show)
    elif show == "copies":
        rows = rows.exclude(items_refused=[])
    elif show == "kept":
        rows = rows.filter(outcome__in=[_OUTCOME.ADDED, _OUTCOME.MERGED]).exclude(reason="")
    if reason:
        rows = rows.filter(reason=reason) if show in {"refused", "skipped", "kept"} else rows.filter(problem=reason)
    return rows


@requires(IMPORT)
def rows(request, pk: int):
    """The records of the file, narrowed by what became of them, what matched, or what was wrong."""
    batch = get_object_or_404(ImportBatch, pk=pk)
    asked = RowFilter(request.GET).asked()
    show, reason = asked.get("show", ""), asked.get("reason", "")
    found = page_of(_shown(batch, show, reason), ("position",), request.GET)
    for row in found:
        row.rule_words = matching.RULES.get(row.match_rule, row.match_rule)
        row.doubt_words = matching.DOUBTS.get(row.doubt, row.doubt)
        row.reason_words = reasons.sentence(row.reason or row.problem) if row.reason or row.problem else ""
    here = reverse("catalogue-staff:import-rows", args=[pk])
    chips = [
        {"label": label, "url": f"{here}?show={code}" if code else here, "on": code == show}
        for code, label in [
            ("", _("All")),
            ("undecided", _("Doubtful")),
            ("matched", _("Matched")),
            ("new", _("New")),
            ("problems", _("With problems")),
            ("refused", _("Refused")),
            ("copies", _("Copies refused")),
            ("kept", _("Could not be taken back")),
        ]
    ]
    sentence = reasons.sentence(reason) if reason else ""
    return page(request, "import_rows", "imports", batch=batch, rows=found, chips=chips, show=show, sentence=sentence)


@requires(IMPORT)
def row(request, pk: int, position: int):
    """One record of the file beside ours; GET shows it, POST decides."""
    batch = get_object_or_404(ImportBatch, pk=pk)
    all_rows = StagedRecord.objects.select_related("match", "record", "heading")
    found = get_object_or_404(all_rows, batch=batch, position=position)
    if request.method == "POST":
        return _decide(request, batch, found)
    earlier = None
    if found.match_position:
        earlier = StagedRecord.objects.filter(batch=batch, position=found.match_position).first()
    ours = found.match.marc if found.match else earlier.marc if earlier else ""
    if found.before:
        ours = found.before
    if found.match_rule == holdings.RULE:
        ours = ""  # the title they belong to, nothing to compare with
    marc = Marc.from_json(found.marc) if found.marc else None
    copies = found.match.items.count() if found.match else 0
    beside = batch.rows.only("position").order_by("position")
    return page(
        request,
        "import_row",
        "imports",
        batch=batch,
        row=found,
        earlier=earlier,
        lines=compare(Marc.from_json(ours) if ours else None, marc, our_copies=copies) if marc else [],
        has_ours=bool(ours),
        marc_rows=rows_of(marc) if marc else [],
        problems=[_problem(each) for each in found.problems],
        raw=excerpt(bytes(found.raw)) if found.raw else "",
        rule=matching.RULES.get(found.match_rule, ""),
        doubt=matching.DOUBTS.get(found.doubt, ""),
        reason=reasons.sentence(found.reason) if found.reason else "",
        items_refused=[(each, reasons.sentence(each.get("reason", ""))) for each in found.items_refused],
        may_decide=_may_decide(batch, found, request.user),
        decisions=_decisions(found, request.user),
        next=beside.filter(position__gt=position, **_same_kind(found)).first(),
        previous=beside.filter(position__lt=position, **_same_kind(found)).last(),
    )


def _same_kind(found: StagedRecord) -> dict:
    """J and K go through the records of the same kind: doubtful, refused, or all."""
    if found.doubt:
        return {"decision": _DECISION.UNDECIDED, "outcome": found.outcome}
    return {"outcome": found.outcome} if found.outcome == _OUTCOME.REFUSED else {}


def _may_decide(batch: ImportBatch, found: StagedRecord, user) -> bool:
    is_open = batch.state == ImportBatch.State.REVIEW and found.outcome == _OUTCOME.READ
    return is_open and reach.may_move(batch, user)


def _decisions(found: StagedRecord, user) -> list[tuple[str, str, str]]:
    """(code, words, key) of the decisions that fit and that the user may take."""
    keys = {"keep": "g", "replace": "t", "add": "b", "skip": "l"}
    codes = [_DECISION.ADD, _DECISION.SKIP]
    if found.match_rule == holdings.RULE:
        codes = [_DECISION.KEEP, _DECISION.SKIP]
    elif found.match_id or found.match_position or found.heading_id:
        codes = [_DECISION.KEEP, _DECISION.REPLACE, *codes]
    codes = [code for code in codes if not reach.replacing(code, user)]
    return [(code.value, code.label, keys[code.value]) for code in codes]


def _problem(stored: dict) -> tuple:
    try:
        problem = Problem.from_dict(stored)
        return problem.message, problem.where, problem.fatal
    except (KeyError, TypeError):  # stored by an older release
        return reasons.sentence(str(stored.get("code", ""))), "", False


def _decide(request, batch: ImportBatch, found: StagedRecord):
    decision = request.POST.get("decision", "")
    here = reverse("catalogue-staff:import-row", args=[batch.pk, found.position])
    if decision not in _DECISION.values or decision == _DECISION.UNDECIDED:
        messages.error(request, _("Choose what shall happen with it."))
        return redirect(here)
    following = batch.rows.filter(decision=_DECISION.UNDECIDED, outcome=_OUTCOME.READ, position__gt=found.position)
    onward = following.order_by("position").values_list("position", flat=True).first()
    go_on = found.decision == _DECISION.UNDECIDED and onward
    there = reverse("catalogue-staff:import-row", args=[batch.pk, onward]) if go_on else here
    return attempt(
        request,
        lambda: importing.decide(batch, found.position, decision, by=request.user),
        _("Record %(n)s: %(what)s.") % {"n": found.position, "what": _DECISION(decision).label},
        here,
        onward=there,
    )


@requires(IMPORT)
def refused(request, pk: int):
    """What was refused, as it stood in the file, to be mended and sent again."""
    batch = get_object_or_404(ImportBatch, pk=pk)
    content = refused_file(batch)
    if content is None:
        raise Http404
    suffix, content_type, pieces = content
    return StreamingHttpResponse(
        pieces,
        content_type=content_type,
        headers={"Content-Disposition": f'attachment; filename="import-{batch.pk}-refused.{suffix}"'},
    )


@requires(IMPORT)
def report(request, pk: int):
    """Every record of the file with what became of it and why, as CSV."""
    batch = get_object_or_404(ImportBatch, pk=pk)
    header = [
        _("record in file"), _("byte"), _("title"), _("outcome"), _("reason"), _("problem"), _("matched by"),
        _("doubt"), _("record here"), _("copies added"), _("copies refused"),
    ]  # fmt: skip
    found = batch.rows.order_by("position").defer("raw", "marc", "prepared", "before").iterator(2000)
    return csv_response(f"import-{batch.pk}", header, (_report_row(each) for each in found))


def _report_row(each: StagedRecord) -> tuple:
    refused_copies = (f"{i.get('barcode', '')}: {reasons.sentence(i.get('reason', ''))}" for i in each.items_refused)
    return (
        each.position,
        each.offset,
        each.title,
        each.get_outcome_display(),
        reasons.sentence(each.reason) if each.reason else "",
        reasons.sentence(each.problem) if each.problem else "",
        matching.RULES.get(each.match_rule, ""),
        matching.DOUBTS.get(each.doubt, ""),
        each.record_id or "",
        each.items_added,
        "; ".join(refused_copies),
    )
