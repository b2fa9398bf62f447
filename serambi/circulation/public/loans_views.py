"""My loans: what is at home, until when, what can be renewed; what is owed; what was read, if that is kept."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from serambi.circulation.due_words import due_words
from serambi.circulation.family_loans import charges_of, family_of, loan_of, loans_of
from serambi.circulation.models import Loan
from serambi.circulation.renewal import renew, renew_all
from serambi.kit.access import signed_in
from serambi.kit.paging import page_of
from serambi.kit.refusal import Refused
from serambi.patrons.queries import patron_of
from serambi.ui.attempt import tell_refusals


@signed_in
@never_cache
@require_safe
def loans(request):
    """Everything at home, mine and the children's, with what is owed."""
    patron = patron_of(request.user)
    if patron is None:
        return render(request, "circulation/public/loans_none.html")
    rows = loans_of(patron)
    owed, settled = charges_of(patron)
    return render(
        request,
        "circulation/public/loans.html",
        {
            "patron": patron,
            "rows": rows,
            "late": sum(row.is_late for row in rows),
            "renewable": sum(not row.against for row in rows),
            "owed": owed,
            "owed_sum": sum(line.left for line in owed),
            "settled": settled,
        },
    )


@signed_in
@require_POST
def renew_one(request, pk):
    """More time with one copy."""
    patron = patron_of(request.user)
    if patron is None:
        raise Http404
    try:
        loan = loan_of(patron, pk)
    except Loan.DoesNotExist:
        raise Http404 from None
    try:
        loan = renew(loan, by=request.user)
    except Refused as no:
        tell_refusals(request, no)
        return redirect("circulation:loans")
    said = _("%(title)s is renewed. %(due)s.")
    messages.success(request, said % {"title": loan.item.record.title, "due": due_words(loan).text})
    return redirect("circulation:loans")


@signed_in
@require_POST
def renew_every(request):
    """Whatever can be renewed, mine and the children's; what cannot is said one by one."""
    patron = patron_of(request.user)
    if patron is None:
        raise Http404
    outcomes = [each for pk, child in family_of(patron).items() for each in renew_all(child or patron, by=request.user)]
    titles = dict(
        Loan.objects.filter(pk__in=[each.loan.pk for each in outcomes]).values_list("pk", "item__record__title")
    )
    done = sum(not each.refused for each in outcomes)
    if done:
        messages.success(request, ngettext("%(n)d loan is renewed.", "%(n)d loans are renewed.", done) % {"n": done})
    for each in outcomes:
        if each.refused:
            why = " ".join(str(no.message) for no in each.refused)
            messages.warning(request, f"{titles[each.loan.pk]}: {why}")
    if not outcomes:
        messages.info(request, _("There is nothing to renew."))
    return redirect("circulation:loans")


@signed_in
@never_cache
@require_safe
def history(request):
    """What was read: only of a member who wants it to be kept."""
    patron = patron_of(request.user)
    if patron is None:
        return redirect("circulation:loans")
    rows = None
    if patron.keeps_history:
        closed = Loan.objects.filter(patron=patron, returned_at__isnull=False).select_related("item__record", "branch")
        rows = page_of(closed, ("returned_at", "pk"), request.GET, descending=True)
    return render(request, "circulation/public/loans_history.html", {"patron": patron, "rows": rows})
