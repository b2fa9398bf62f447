"""The loan rules for the staff: the table with the winners of a chosen case, one case explained, history, CSV."""

from dataclasses import dataclass, field
from datetime import timedelta

from django.utils.timezone import now as present
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from serambi.branches import policy as calendars
from serambi.branches.queries import rules_of
from serambi.circulation import policy
from serambi.circulation.models import RuleChange
from serambi.circulation.permissions import CHANGE_RULES, SEE_RULES
from serambi.circulation.rules.answers import Answers
from serambi.circulation.rules.book import book
from serambi.circulation.rules.explaining import explain, explain_all, listed
from serambi.circulation.rules.naming import line_of_key, names, words_of
from serambi.circulation.rules.vocabulary import GROUPS, WHATS
from serambi.circulation.staff.rules_forms import CaseForm
from serambi.circulation.staff.rules_frame import may_change, page
from serambi.circulation.working_out import Step, steps
from serambi.kit.access import requires
from serambi.kit.csv_file import csv_response
from serambi.kit.paging import page_of

LONGEST_LIST = 100
"""Days shown one by one."""


@requires(SEE_RULES)
@require_safe
def rules(request):
    """Every rule, grouped by what it rules; with a case, which of them win."""
    form = CaseForm(request.GET if set(request.GET) & set(CaseForm.base_fields) else None)
    known, named = book(), names()
    asks = form.is_bound and form.asks
    case = form.case() if asks else None
    part = request.GET.get("part", "")
    shown = [group for group in GROUPS if group[0] == part] or GROUPS
    groups = [
        (label, [explain(known, what, case, named) if case else listed(known, what, named) for what in whats])
        for _code, label, whats in shown
    ]
    everywhere, own = may_change(request.user)
    return page(
        request,
        "rules",
        "rules",
        form=form,
        case=case and named.scope(case),
        groups=groups,
        parts=_parts(request, part),
        winners_only=bool(case) and request.GET.get("only") == "winners",
        everywhere=everywhere,
        own=own,
        may_add=request.user.may(CHANGE_RULES),
        total=len(known.all_lines()),
    )


def _parts(request, part: str) -> list[dict[str, object]]:
    """The filter chips: everything, or one part of the vocabulary."""
    chosen = [("", _("Everything")), *((code, label) for code, label, _whats in GROUPS)]
    known = {code for code, _label in chosen}
    here = part if part in known else ""
    made = []
    for code, label in chosen:
        query = request.GET.copy()
        query["part"] = code
        made.append({"label": label, "url": f"?{query.urlencode()}", "on": code == here})
    return made


@dataclass
class WorkedOut:
    """A due date and how it came about; `problem` when there is none."""

    due: policy.Due | None = None
    steps: list[Step] = field(default_factory=list)
    days: list[calendars.Day] = field(default_factory=list)
    problem: str = ""


@requires(SEE_RULES)
@require_safe
def explanation(request):
    """One member and one copy at one branch: every answer, the rule that won, why the others lost, the due date."""
    form = CaseForm(request.GET or None)
    if not (form.is_bound and form.asks):
        return page(request, "rules_explain", "rules-explain", form=form, status=422 if form.errors else 200)
    case, known, named = form.case(), book(), names()
    branch = form.where()
    expires_on = form.patron.expires_on if form.patron else None
    answers = known.answers(*case)
    return page(
        request,
        "rules_explain",
        "rules-explain",
        form=form,
        case=named.scope(case),
        groups=explain_all(known, case, named),
        branch=branch,
        expires_on=expires_on,
        answers=answers,
        worked=_work_out(answers, branch, expires_on) if branch and answers.lend == "yes" else None,
    )


def _work_out(answers: Answers, branch, expires_on) -> WorkedOut:
    moment = present()
    calendar = rules_of(branch, (moment - timedelta(days=1)).date())
    try:
        due = policy.due(answers, calendar, moment, expires_on)
        told = [] if due.hourly else steps(answers, calendar, moment, expires_on)
    except policy.NoOpenDay:
        return WorkedOut(problem=_("The calendar of this branch has no open day ahead, so nothing can be due there."))
    first = calendars.local_date(calendar, moment)
    last = min(calendars.local_date(calendar, due.at), first + timedelta(days=LONGEST_LIST))
    return WorkedOut(due, told, list(calendars.days(calendar, first, last)))


@requires(SEE_RULES)
@require_safe
def history(request):
    """Who changed which rule, when and why; latest first."""
    rows = page_of(RuleChange.objects.select_related("by"), ("at", "pk"), request.GET, descending=True)
    return page(request, "rules_history", "rules-history", rows=rows, told=told_changes(rows))


def told_changes(changes) -> list[dict[str, object]]:
    """Changes in words: what it was about, from what to what."""
    named, told = names(), []
    for change in changes:
        line = line_of_key(change.key)
        known = WHATS.get(line.what)
        told.append(
            {
                "change": change,
                "label": known.label if known else line.what,
                "scope": named.scope(line),
                "before": words_of(line._replace(value=change.before)),
                "after": words_of(line._replace(value=change.after)),
            }
        )
    return told


@requires(SEE_RULES)
@require_safe
def csv_file(request):
    """Every rule as a table for a spreadsheet, and the defaults where nothing is ruled."""
    known, named = book(), names()
    header = [_("Part"), _("What"), _("Branch"), _("Kind of member"), _("Kind of copy"), _("Value"), _("Code")]
    lines = [
        [label, what.label, told.branch, told.category, told.kind or ("" if told.line else _("default")), told.value,
         f"{what.code}={told.line.value if told.line else what.default}"]
        for _code, label, whats in GROUPS
        for what in whats
        for told in listed(known, what, named).told
    ]  # fmt: skip
    return csv_response("aturan-pinjam", header, lines)
