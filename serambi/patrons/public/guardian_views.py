"""The page behind a guardian's link: what the child wants, the text, and two buttons."""

from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from serambi.kit.access import open_to_all
from serambi.kit.refusal import Refused
from serambi.patrons import consents, guarding_link
from serambi.patrons.guarding_link import Asked
from serambi.patrons.public.limits import at_most
from serambi.ui.attempt import tell_refusals


@open_to_all
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@at_most("guardian")
def guardian(request, token):
    """Read, agree or refuse. Without an account; whoever has the link answers."""
    by = request.user if request.user.is_authenticated else None
    said = request.POST.get("answer") if request.method == "POST" else None
    try:
        if said == "agree":
            return _outcome(request, "agreed", guarding_link.agree(token, by=by))
        if said == "refuse" and request.POST.get("sure"):
            guarding_link.refuse(token, by=by)
            return _outcome(request, "refused")
    except Refused as no:
        tell_refusals(request, no)
    link = guarding_link.read(token)
    if link.state != Asked.OPEN:
        gone = link.state == Asked.DEAD
        return _outcome(request, "dead" if gone else "answered", status=410 if gone else 200)
    shown = {
        "guardian": link.guardian,
        "child": link.guardian.child,
        "text": consents.present_text(consents.Purpose.MEMBERSHIP),
        "unsure": _("Tick the box to say that you are sure.") if said == "refuse" else "",
    }
    return render(request, "patrons/public/guardian.html", shown, status=422 if said is not None else 200)


def _outcome(request, what: str, guardian=None, status: int = 200):
    return render(request, "patrons/public/guardian_outcome.html", {"what": what, "guardian": guardian}, status=status)
