"""What keeps the staff workspace to the staff: the second factor, and closing sessions nobody uses."""

from datetime import UTC, datetime

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.views import redirect_to_login
from django.shortcuts import redirect
from django.utils.timezone import now
from django.utils.translation import gettext as _

from serambi.accounts.policy import SEEN_EVERY, STAFF_IDLE, is_by_itself, is_staff_page
from serambi.kit.way_back import page_of

SEEN = "accounts.seen"
"""Session key: when this session was last used, in seconds since 1970, at most `SEEN_EVERY` too old."""


class SecondFactorGate:
    """Staff without a second factor are led to setting one up before any staff page, when the house requires it.

    Staff who have one are asked for it by allauth at sign-in.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        if not settings.SERAMBI_REQUIRE_SECOND_FACTOR or not is_staff_page(request.path_info):
            return None
        user = request.user
        if not user.is_authenticated or not user.posts or Authenticator.objects.filter(user=user).exists():
            return None
        messages.warning(
            request,
            _(
                "The staff workspace holds other people's data, so it asks for a second step at sign-in. "
                "Please set it up now."
            ),
        )
        return redirect("mfa_activate_totp")


class IdleStaffSignOut:
    """Ends a staff session that was not used for `STAFF_IDLE`. Patrons stay signed in as long as they chose.

    Also marks answers to people who are signed in as theirs: nothing between them and us keeps such a page.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if not request.user.is_authenticated:
            return self.get_response(request)
        moment = now()
        seen = request.session.get(SEEN)
        since = moment - datetime.fromtimestamp(seen, UTC) if isinstance(seen, int) else SEEN_EVERY
        if since > STAFF_IDLE and request.user.is_staff:
            logout(request)
            messages.info(request, _("You were signed out because nobody used this page for a while."))
            return redirect_to_login(page_of(request))
        response = self.get_response(request)
        kept = response.get("Cache-Control", "")
        # a page that waits for a job, or an editor's that lies open, is not a person; and an answer that others may
        # keep carries nobody's cookie
        used = "public" not in kept and not is_by_itself(request.path_info, request.headers.get("X-Requested-With", ""))
        if used and since >= SEEN_EVERY and request.user.is_authenticated:
            request.session[SEEN] = int(moment.timestamp())
        if not kept:
            response["Cache-Control"] = "private"
        return response
