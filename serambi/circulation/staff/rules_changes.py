"""Adding, changing and removing loan rules: first what would change, then the reason, then it holds."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from serambi.branches.models import Branch
from serambi.circulation.models import Rule, RuleChange
from serambi.circulation.permissions import CHANGE_RULES
from serambi.circulation.rules.book import book
from serambi.circulation.rules.changing import key_of, remove_rule, set_rule, wrong_with
from serambi.circulation.rules.foreseeing import Foreseen, foresee
from serambi.circulation.rules.naming import names, words_of
from serambi.circulation.rules.refusals import FIELDS
from serambi.circulation.rules.vocabulary import GROUPS, WHATS
from serambi.circulation.rules.winning import DIMENSIONS, Line
from serambi.circulation.staff.rules_forms import RuleForm, ValueForm, tell
from serambi.circulation.staff.rules_frame import demand_rule, page
from serambi.circulation.staff.rules_views import told_changes
from serambi.kit.access import requires
from serambi.kit.refusal import Refused
from serambi.ui.attempt import attempt

LATEST = 20
"""Changes shown beside a rule."""


@requires(CHANGE_RULES)
@require_safe
def choose(request):
    """A new rule begins with what it is about."""
    return page(request, "rules_choose", "rules", groups=GROUPS)


@requires(CHANGE_RULES)
@require_http_methods(["GET", "HEAD", "POST"])
def add(request, what):
    """A new rule about `what`. A rule about the same is changed by it, and the page says so before."""
    known = WHATS.get(what)
    if known is None:
        raise Http404
    where = request.user.may_at(CHANGE_RULES)
    branches = list(Branch.objects.all()) if where is None else where
    posted = request.POST if request.method == "POST" else None
    form = RuleForm(posted, what=known, branches=branches, everywhere=where is None)
    context = {"what": known, "form": form, "default": known.words(known.default)}
    if posted is not None and form.is_valid():
        dimensions = form.dimensions()
        demand_rule(request.user, dimensions["branch"])
        key = key_of(what, *(getattr(dimensions[name], "pk", dimensions[name]) for name in DIMENSIONS))
        standing = Rule.objects.filter(key=key).first()
        context["standing"] = standing and known.words(standing.value)
        context["stands"], context["seen"] = standing.value if standing else "", key
        # who has not seen yet that such a rule stands, or chose another one since, sees it first
        seen = posted.get("seen") == key
        saves = posted.get("act") == "save" and (seen or standing is None)
        done = _try_or_save(request, form, what, dimensions, posted.get("stands", "") if seen else "", context, saves)
        if done:
            return done
    return page(request, "rules_add", "rules", status=422 if form.errors else 200, **context)


@requires(CHANGE_RULES)
@require_http_methods(["GET", "HEAD", "POST"])
def rule(request, pk):
    """One rule: its value, what another would change, its history."""
    row = _rule(request, pk)
    known = WHATS.get(row.what)
    if known is None:
        raise Http404  # of another release
    posted = request.POST if request.method == "POST" else None
    form = ValueForm(posted, what=known, initial=ValueForm.start(row.value))
    context = {"what": known, "form": form, "rule": row, "stands": row.value, "standing": known.words(row.value)}
    if posted is not None and form.is_valid():
        dimensions = {name: getattr(row, name) for name in DIMENSIONS}
        saves = posted.get("act") == "save"
        done = _try_or_save(request, form, row.what, dimensions, posted.get("stands"), context, saves)
        if done:
            return done
    context["scope"] = names().scope(_line(row))
    context["history"] = told_changes(RuleChange.objects.filter(key=row.key).select_related("by")[:LATEST])
    return page(request, "rules_rule", "rules", status=422 if form.errors else 200, **context)


@requires(CHANGE_RULES)
@require_POST
def remove(request, pk):
    """Take the rule away; the page before has shown what then holds."""
    row = _rule(request, pk)
    comment = request.POST.get("comment", "")
    back = redirect("circulation-staff:rule", pk=row.pk).url
    onward = redirect("circulation-staff:rules").url
    said = _("Removed. A more general rule or the default holds again.")
    return attempt(request, lambda: remove_rule(row, comment=comment, by=request.user), said, back, onward=onward)


@requires(CHANGE_RULES)
@require_safe
def removal(request, pk):
    """What would change without the rule."""
    row = _rule(request, pk)
    if row.what not in WHATS:
        raise Http404
    known, line, named = book(), _line(row), names()
    return page(
        request,
        "rules_removal",
        "rules",
        rule=row,
        what=WHATS[row.what],
        value=words_of(line),
        scope=named.scope(line),
        foreseen=foresee(known, known.without(line), line, named),
    )


def _rule(request, pk: int) -> Rule:
    row = get_object_or_404(Rule.objects.select_related("branch", "category"), pk=pk)
    demand_rule(request.user, row.branch)
    return row


def _line(row: Rule) -> Line:
    return Line(row.pk, row.what, row.branch_id, row.category_id, row.material, row.lending, row.value)


def _try_or_save(request, form, what: str, dimensions: dict, stands: str | None, context: dict, saves: bool):
    """Save when that was asked for and nothing is against it; otherwise the page shows what would change."""
    value, comment = form.text(), form.cleaned_data["comment"]
    try:
        if saves:
            set_rule(what, **dimensions, value=value, comment=comment, by=request.user, stands=stands)
            messages.success(request, _("Saved. It holds from now on for new loans and renewals."))
            return redirect("circulation-staff:rules")
        if wrong := wrong_with(what, dimensions, value):
            raise Refused(*wrong)
    except Refused as no:
        tell(form, no, FIELDS)
    if not {"value", "__all__"} & set(form.errors):
        context["foreseen"] = _foreseen(what, dimensions, value)
        context["tried"] = WHATS[what].words(value)
    return None


def _foreseen(what: str, dimensions: dict, value: str) -> Foreseen:
    ids = [getattr(dimensions[name], "pk", dimensions[name]) for name in DIMENSIONS]
    known, line = book(), Line(0, what, *ids, value)
    return foresee(known, known.with_line(line), line, names())
