"""What is done for the member at the desk: renewals, lost copies, claims, payments, the card."""

from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from serambi.circulation.charges import charge as add_charge
from serambi.circulation.charges import pay
from serambi.circulation.claims import claim_returned, withdraw_claim
from serambi.circulation.desk.memory import OTHER, RENEWED
from serambi.circulation.desk.reading import number_in, sound
from serambi.circulation.losses import declare_lost
from serambi.circulation.models import Charge, Loan, Payment
from serambi.circulation.permissions import CHARGES, DESK
from serambi.circulation.renewal import renew, renew_all
from serambi.circulation.staff.desk_frame import Desk, to_desk, working_desk
from serambi.kit.access import demand, requires
from serambi.kit.refusal import Refused
from serambi.patrons.changing import renew_membership
from serambi.patrons.models import Patron
from serambi.patrons.permissions import REGISTER

_BY_HAND = {Charge.Kind.DAMAGE, Charge.Kind.CARD, Charge.Kind.OTHER}
_HOW = {Payment.How.CASH, Payment.How.TRANSFER, Payment.How.WAIVED}


def _loan(pk: int) -> Loan:
    found = Loan.objects.open().select_related("item__record", "patron", "branch")
    return get_object_or_404(found, pk=pk)


def _name(request) -> str:
    return request.POST.get("request", "")[:40]


@requires(DESK)
@require_POST
def renew_one(request, pk):
    """More time with one copy; in spite of what stands against it when staff say why."""
    here, loan = working_desk(request), _loan(pk)
    if here is None or here.memory.was_done(_name(request)):
        return to_desk(here)
    lifted = frozenset(code[:40] for code in request.POST.getlist("lifted")[:20])
    title = loan.item.record.title[:120]
    try:
        renew(loan, by=request.user, lifted=lifted, comment=sound(request.POST.get("comment", "")))
    except Refused as no:
        here.refuse(no, "renew", item=loan.item_id, loan=loan.pk, title=title)
        return to_desk(here)
    here.memory.note(RENEWED, loan=loan, member=loan.patron_id, title=title, request=_name(request))
    here.memory.say("renewed", member=here.member, loan=loan.pk)
    return to_desk(here)


@requires(DESK)
@require_POST
def renew_every(request, pk):
    """Whatever of a member's loans can be renewed."""
    here, patron = working_desk(request), get_object_or_404(Patron, pk=pk)
    if here is None:
        return to_desk(here)
    outcomes = renew_all(patron, by=request.user)
    titles = dict(
        Loan.objects.filter(pk__in=[each.loan.pk for each in outcomes]).values_list("pk", "item__record__title")
    )
    done = [each.loan for each in outcomes if not each.refused]
    for loan in done:
        here.memory.note(RENEWED, loan=loan, member=patron.pk, title=titles[loan.pk])
    refused = [
        {"title": titles[each.loan.pk][:120], "why": " ".join(str(no.message) for no in each.refused)}
        for each in outcomes
        if each.refused
    ]
    here.memory.say("all", member=here.member, done=len(done), refused=refused[:50])
    return to_desk(here)


def _attempt(here: Desk, kind: str, act, *, what: str, **facts):
    """Do the act; the next page says it, or every reason why not."""
    try:
        act()
    except Refused as no:
        here.refuse(no, what, **facts)
        return to_desk(here)
    here.memory.note(OTHER, title=facts.get("title", ""), request=facts.pop("request", ""))
    here.memory.say(kind, member=here.member, **facts)
    return to_desk(here)


def _on_loan(request, pk: int, kind: str, what: str, act):
    """An act on one loan at this desk."""
    here, loan = working_desk(request), _loan(pk)
    if here is None:
        return to_desk(here)
    title = loan.item.record.title[:120]
    return _attempt(here, kind, lambda: act(loan, here.branch), what=what, loan=loan.pk, item=loan.item_id, title=title)


@requires(DESK)
@require_POST
def lost(request, pk):
    """The member has lost the copy."""
    return _on_loan(
        request, pk, "lost", "lost", lambda loan, branch: declare_lost(loan, branch=branch, by=request.user)
    )


@requires(DESK)
@require_POST
def claim(request, pk):
    """The member says that the copy came back: it is looked for."""
    note = sound(request.POST.get("note", ""))
    return _on_loan(
        request,
        pk,
        "claimed",
        "claim",
        lambda loan, branch: claim_returned(loan, branch=branch, by=request.user, note=note),
    )


@requires(DESK)
@require_POST
def unclaim(request, pk):
    """The member found it at home."""
    return _on_loan(
        request, pk, "unclaimed", "claim", lambda loan, branch: withdraw_claim(loan, branch=branch, by=request.user)
    )


@requires(CHARGES)
@require_POST
def settle(request, pk):
    """Take a payment, or waive, on one line."""
    here, line = working_desk(request), get_object_or_404(Charge.objects.select_related("patron"), pk=pk)
    if here is None:
        return to_desk(here)
    demand(request.user, CHARGES, branch=here.branch)
    amount = _rupiah(request.POST.get("amount"))
    how = request.POST.get("how")
    how = how if how in _HOW else Payment.How.CASH
    comment = sound(request.POST.get("comment", ""))
    return _attempt(
        here,
        "paid",
        lambda: pay(
            line, amount, how=how, branch=here.branch, by=request.user, comment=comment, request=_name(request)
        ),
        what="pay",
        amount=amount,
        how=str(Payment.How(how).label),
    )


@requires(CHARGES)
@require_POST
def charge(request, pk):
    """A new line: a damaged copy, a new card, something else."""
    here, patron = working_desk(request), get_object_or_404(Patron, pk=pk)
    if here is None or here.memory.was_done(_name(request)):
        return to_desk(here)
    kind = request.POST.get("kind")
    kind = kind if kind in _BY_HAND else Charge.Kind.OTHER
    loan = Loan.objects.filter(pk=number_in(request.POST.get("loan")), patron=patron).first()
    amount, note = _rupiah(request.POST.get("amount")), sound(request.POST.get("note", ""))
    return _attempt(
        here,
        "charged",
        lambda: add_charge(patron, kind=kind, amount=amount, branch=here.branch, note=note, loan=loan, by=request.user),
        what="charge",
        amount=amount,
        request=_name(request),
    )


@requires(REGISTER)
@require_POST
def renew_card(request, pk):
    """The card counts for another period; then the copy that was refused is scanned again."""
    here, patron = working_desk(request), get_object_or_404(Patron, pk=pk)
    if here is None:
        return to_desk(here)
    try:
        renew_membership(patron, by=request.user)
    except Refused as no:
        here.refuse(no, "card", text="")
        return to_desk(here)
    here.memory.note(OTHER)
    here.memory.say("card", member=here.member)
    return redirect(here.address(here.member, again=sound(request.POST.get("again", ""))))


def _rupiah(text: str | None) -> int:
    """An amount as it is typed: 5000, 5.000, Rp 5.000; 0 for nonsense, which acts refuse."""
    digits = (text or "")[:20].lower().removeprefix("rp").replace(".", "").replace(" ", "")
    return number_in(digits) or 0
