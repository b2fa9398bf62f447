"""What the pages of the desk share: whose desk it is, the way back, the page itself."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from serambi.branches.models import Branch
from serambi.circulation.desk.member import at_desk, member_by_id
from serambi.circulation.desk.memory import UNDOABLE, Memory, a_request
from serambi.circulation.desk.reading import number_in
from serambi.circulation.desk.telling import BACK_HELPS, reasons_told, tell
from serambi.circulation.desk.where import branch_among, branches_of
from serambi.circulation.models import Payment
from serambi.circulation.permissions import CHARGES, DESK, OVERRIDE, WAIVE
from serambi.kit.access import demand
from serambi.kit.addresses import address_of
from serambi.kit.navigation import row_of_pages
from serambi.kit.refusal import Refused
from serambi.patrons.looks import note_look
from serambi.patrons.models import Patron

RETURNS = "return"


@dataclass(frozen=True)
class Desk:
    """The desk of a request: where somebody works, and what it remembers."""

    memory: Memory
    branches: list[Branch]
    branch: Branch | None
    member: int | None
    mode: str

    def address(self, member: int | None = None, mode: str = "", **more) -> str:
        """The desk with this member or in this mode."""
        query = {"member": member, "mode": mode, **more}
        query = {name: value for name, value in query.items() if value}
        return reverse("circulation-staff:desk") + (f"?{urlencode(query)}" if query else "")

    @property
    def here(self) -> str:
        """As it is now."""
        return self.address(self.member, self.mode)

    def refuse(self, no: Refused, what: str, **facts) -> None:
        """The next page lists every reason. `what` names the act: lend, return, renew …"""
        self.memory.say("refused", member=self.member, what=what, reasons=reasons_told(no.refusals), **facts)


def desk_of(request) -> Desk:
    """The desk this request comes from. A branch that was chosen once holds until the session ends."""
    memory = Memory(request.session)
    branches = branches_of(request.user)
    branch = branch_among(branches, memory.branch)
    asked = request.POST if request.method == "POST" else request.GET
    mode = RETURNS if asked.get("mode") == RETURNS else ""
    return Desk(memory, branches, branch, number_in(asked.get("member")), mode)


def working_desk(request) -> Desk | None:
    """The desk for an act: None while no branch is chosen. Raises PermissionDenied without a post there."""
    desk = desk_of(request)
    if desk.branch is None:
        return None
    demand(request.user, DESK, branch=desk.branch)
    return desk


def to_desk(desk: Desk | None) -> HttpResponse:
    """Back to the desk as it is."""
    return redirect(desk.here if desk else reverse("circulation-staff:desk"))


def row(request, here: str) -> list[dict[str, object]]:
    """The pages of the desk."""
    entries = [("desk", _("Desk"), DESK), ("desk-returns", _("Many returns"), DESK)]
    return row_of_pages(request.user, "circulation-staff", here, entries)


def show_desk(request, desk: Desk, **found) -> HttpResponse:
    """The page of the desk; `found` are the people or copies a text may mean."""
    context = {"desk": desk, "room_nav": row(request, "desk"), "place": desk.branch and desk.branch.name, **found}
    if desk.branch is None:
        return render(request, "circulation/staff/desk_branch.html", context)
    patron = member_by_id(desk.member)
    if desk.member is not None and patron is None:
        return redirect(desk.address())
    if patron is not None and desk.memory.looks_at(patron.pk):
        note_look(patron, "lent", request.user)
    user, memory = request.user, desk.memory
    said = None if found else memory.said(desk.member)
    last = memory.last()
    context |= {
        "at": at_desk(patron, desk.branch, memory.acts) if patron else None,
        "told": tell(said, desk.branch),
        "last": last if last and last["kind"] in UNDOABLE else None,
        "back_helps": BACK_HELPS,
        "request_name": a_request(),
        "again": request.GET.get("again", "")[:60],
        "may_lift": user.may(OVERRIDE, branch=desk.branch),
        "may_charge": user.may(CHARGES, branch=desk.branch),
        "ways_to_pay": _ways_to_pay(user, desk.branch),
        "explain": _explain(desk, patron),
        "has_receipt": patron is not None and any(act["member"] == patron.pk for act in memory.acts),
    }
    return render(request, "circulation/staff/desk.html", context)


def _ways_to_pay(user, branch: Branch) -> list[tuple[str, str]]:
    ways = [Payment.How.CASH, Payment.How.TRANSFER]
    if user.may(WAIVE, branch=branch):
        ways.append(Payment.How.WAIVED)
    return [(way.value, way.label) for way in ways]


def _explain(desk: Desk, patron: Patron | None) -> str:
    """The page that explains the rules for this member here; empty while there is none."""
    address = address_of("circulation-staff:rules-explain")
    if not address or patron is None:
        return ""
    return f"{address}?{urlencode({'branch': desk.branch.code, 'category': patron.category.code})}"
