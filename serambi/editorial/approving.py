"""What waits for an editor or a publisher on the staff start page."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.models import WorkflowState

from serambi.accounts.models import User
from serambi.editorial.permissions import PUBLISH, WRITE
from serambi.kit.navigation import Awaiting


def awaiting(user: User) -> list[Awaiting]:
    """Pages that wait for this publisher's approval, and pages that came back to their writer."""
    found = []
    if user.may(PUBLISH):
        waiting = WorkflowState.objects.filter(status=WorkflowState.STATUS_IN_PROGRESS).exclude(requested_by=user)
        found += _line(
            waiting,
            ngettext("A page waits for your approval", "Pages wait for your approval", waiting.count()),
        )
    if user.may(WRITE):
        back = WorkflowState.objects.filter(status=WorkflowState.STATUS_NEEDS_CHANGES, requested_by=user)
        found += _line(back, _("Came back to you with a request for changes"))
    return found


def _line(states, label: str) -> list[Awaiting]:
    rows = list(states.order_by("-created_at").prefetch_related("content_object")[:20])
    titles = [str(row.content_object) for row in rows if row.content_object]
    if not titles:
        return []
    one = len(rows) == 1
    url = reverse("wagtailadmin_pages:edit", args=[rows[0].object_id]) if one else reverse("wagtailadmin_home")
    return [Awaiting(label, url, count=len(rows), text=", ".join(titles[:3]))]
