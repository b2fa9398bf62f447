"""The card of a member: on the telephone, bright and large, and for the printer. A guardian has the children's too."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from serambi.kit.access import signed_in
from serambi.patrons import card_pdf, guardians
from serambi.patrons.models import Patron
from serambi.patrons.own_page import card_said
from serambi.patrons.public.limits import at_most
from serambi.patrons.queries import patron_of


@signed_in
@never_cache
@require_safe
def card(request):
    patron = patron_of(request.user)
    if patron is None:
        return redirect("patrons:who")
    return render(request, "patrons/public/card.html", {"patron": patron, "part": card_said(patron)})


@signed_in
@never_cache
@require_safe
def large(request, pk=None):
    """Nothing but the code, black on white: held under a scanner."""
    patron = _mine_or_my_childs(request, pk)
    return render(request, "patrons/public/large.html", {"patron": patron, "part": card_said(patron), "pk": pk})


@signed_in
@require_safe
@at_most("card", reading=True)
def printed(request, pk=None):
    """Front and back as PDF."""
    patron = _mine_or_my_childs(request, pk)
    response = HttpResponse(card_pdf.card_pdf(patron), content_type="application/pdf")
    response["Content-Disposition"] = 'inline; filename="kartu-anggota.pdf"'
    response["Cache-Control"] = "private, no-store"
    return response


def _mine_or_my_childs(request, pk: int | None) -> Patron:
    """One's own membership, or the one of a child one answers for; everybody else's does not exist."""
    mine = patron_of(request.user)
    if mine is None:
        raise Http404
    if pk is None:
        return mine
    for each in guardians.children_of(mine):
        if each.child_id == pk:
            return each.child
    raise Http404
