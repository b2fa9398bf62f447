"""The desk: one field, and what can be done about what it says."""

from datetime import date, datetime

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST

from serambi.branches.queries import end_of_day
from serambi.circulation.checkin import checkin, undo_checkin
from serambi.circulation.checkout import undo_checkout
from serambi.circulation.desk.member import member_by_id
from serambi.circulation.desk.memory import LENT, OTHER, RETURNED, UNDOABLE
from serambi.circulation.desk.reading import LONGEST, Read, read, sound
from serambi.circulation.desk.scanning import SAME, lend_or_renew
from serambi.circulation.models import Loan
from serambi.circulation.permissions import DESK
from serambi.circulation.staff.desk_frame import RETURNS, Desk, desk_of, show_desk, to_desk, working_desk
from serambi.kit.access import requires
from serambi.kit.refusal import Refused


@requires(DESK)
@require_http_methods(["GET", "HEAD", "POST"])
def desk(request):
    """The desk. A POST says what was scanned or typed; member and mode stand in the address and in every form."""
    here = desk_of(request)
    if request.method != "POST" or here.branch is None:
        return show_desk(request, here)
    here = working_desk(request)
    if here.memory.was_done(request.POST.get("request", "")[:40]):
        return to_desk(here)
    found = read(request.POST.get("text", ""))
    if not found.text:
        return to_desk(here)
    kind = request.POST.get("as", "")
    if found.item and found.card and not kind:
        return show_desk(request, here, found=found)
    if found.card and kind != "copy":
        return _member(here, found)
    if found.item:
        return _scanned(request, here, found.item)
    if found.names:
        return show_desk(request, here, found=found)
    here.memory.say("unknown", member=here.member, text=found.text)
    return to_desk(here)


def _member(here: Desk, found: Read) -> HttpResponse:
    """Somebody stands at the desk. A former card says so: the member decides whether to go on."""
    patron, former = found.card.patron, found.card.former
    if former is None:
        here.memory.silence()
    else:
        here.memory.say(
            "former", member=patron.pk, number=former.number[-3:], why=str(former.get_why_display()),
        )  # fmt: skip
    return redirect(here.address(patron.pk))


def _scanned(request, here: Desk, item) -> HttpResponse:
    """A copy: for the member it is lent or renewed, without one (or in return mode) it is taken back."""
    patron = None if here.mode == RETURNS else member_by_id(here.member)
    said = request.POST
    lifted = frozenset(code[:40] for code in said.getlist("lifted")[:20])
    options = {"by": request.user, "lifted": lifted, "comment": sound(said.get("comment", ""))}
    if patron is None or said.get("back"):
        return take_back(request, here, item, **options)
    name = said.get("request", "")[:40]
    due = _end_of(said.get("due"), here)
    facts = {"item": item.pk, "text": item.barcode, "title": item.record.title[:120], "due": said.get("due", "")[:10]}
    try:
        done = lend_or_renew(
            item, patron, branch=here.branch, request=name, due_at=due, in_house=bool(said.get("in_house")), **options
        )
    except Refused as no:
        here.refuse(no, "lend", in_house=bool(said.get("in_house")), **facts)
        return to_desk(here)
    if done.kind != SAME:
        here.memory.note(done.kind, loan=done.loan, member=patron.pk, title=facts["title"], request=name)
    here.memory.say(done.kind, member=here.member, loan=done.loan.pk)
    return to_desk(here)


def take_back(request, here: Desk, item, **options) -> HttpResponse:
    """Take the copy back and say where it goes."""
    said = request.POST
    facts = {"item": item.pk, "text": item.barcode, "title": item.record.title[:120]}
    again = {"dropped": said.get("dropped", "")[:10], "use": said.get("use", "")[:1]}
    back = here.address(here.member, here.mode, **again, again=item.barcode if said.get("back") else "")
    try:
        done = checkin(
            item, branch=here.branch, returned_at=_end_of(said.get("dropped"), here),
            in_house_use=bool(said.get("use")), **options,
        )  # fmt: skip
    except Refused as no:
        here.refuse(no, "return", **facts)
        return redirect(back)
    loan = done.loan
    here.memory.note(
        RETURNED if loan else OTHER, loan=loan, member=loan and loan.patron_id, title=facts["title"],
        request=said.get("request", "")[:40],
    )  # fmt: skip
    here.memory.say(
        "returned", member=here.member, loan=loan and loan.pk, item=item.pk, late=done.late_days,
        charge=done.charge and done.charge.pk, until=done.suspension and str(done.suspension.until),
        was_lost=done.was_lost, was_claimed=done.was_claimed, patron=loan and loan.patron_id,
        used=bool(said.get("use")) and loan is None,
    )  # fmt: skip
    return redirect(back)


def _end_of(text: str | None, here: Desk) -> datetime | None:
    """The end of a day that was typed; nonsense is no day."""
    try:
        day = date.fromisoformat((text or "")[:10])
        return end_of_day(here.branch, day) if 1990 <= day.year <= 2200 else None
    except ValueError:
        return None


@requires(DESK)
@require_POST
def undo(request):
    """Take the last act back, or the one that is named."""
    here = working_desk(request)
    if here is None:
        return to_desk(here)
    act = here.memory.last(request.POST.get("act", "")[:20])
    loan = act and Loan.objects.select_related("item__record", "patron").filter(pk=act["loan"]).first()
    if act is None or act["kind"] not in UNDOABLE or loan is None:
        here.memory.say("cannot", member=here.member, title=act["title"] if act else "")
        return to_desk(here)
    try:
        if act["kind"] == LENT:
            undo_checkout(loan, by=request.user)
        else:
            undo_checkin(loan, branch=here.branch, by=request.user)
    except Refused as no:
        here.refuse(no, "undo", item=loan.item_id, title=act["title"], text="")
        return to_desk(here)
    here.memory.forget(act)
    here.memory.say("undone", member=here.member, title=act["title"], what=act["kind"])
    return to_desk(here)


@requires(DESK)
@require_POST
def choose_branch(request):
    """From now on I work at this branch."""
    here = desk_of(request)
    code = request.POST.get("branch", "")[:LONGEST]
    branch = next((each for each in here.branches if each.code == code), None)
    if branch is not None:
        here.memory.choose_branch(branch.pk)
    return redirect(here.address())
