"""What the library keeps of a member, told to the member: every field with its reason, as a page and as a file.

A room above that keeps something of a member tells it too, from its AppConfig's `ready()`:

    @also_keeps
    def loans(patron) -> list[Section]:
        "Section("loans", _("Loans"), _("Why they are kept."), [{"title": …, "due": …}, …])"

`tests/test_privacy.py` compares what is told with the fields of the models: a new personal field fails it.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.timezone import localtime
from django.utils.timezone import now as present
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from serambi.accounts.account import erase_account
from serambi.branches.queries import library
from serambi.journal.record import record
from serambi.patrons import closing, erasing
from serambi.patrons.events import PatronDataExported
from serambi.patrons.models import Block, Consent, FormerCard, Guardian, Look, Patron
from serambi.ui.words import local_date, local_moment

FIELDS = {
    "card_number": _("To lend to you and to sign in."),
    "name": _("Printed on your card; the desk greets you with it."),
    "born_on": _("Decides your category and whether a guardian must consent."),
    "category": _("Loan rules depend on it."),
    "home_branch": _("Where you fetch your card; you may use every branch."),
    "state": _("Whether your membership is active."),
    "email": _("For notices. One way of contact is enough, and none is allowed."),
    "phone": _("For notices. One way of contact is enough, and none is allowed."),
    "district": _("Only counted, in groups, to see whom the library reaches."),
    "school": _("Only counted, in groups, to see whom the library reaches."),
    "gender": _("Only counted, in groups, to see whom the library reaches."),
    "language": _("The language of our letters to you."),
    "desk_note": _("Helps the desk to serve you; you see what it says."),
    "keeps_history": _("Off unless you switch it on: then we keep what you have read, for you."),
    "joined_on": _("When your membership began."),
    "expires_on": _("Until when your card counts."),
    "verified_at": _("When a desk saw who you are. We look at a document and copy nothing."),
    "closed_at": _("When your membership ended."),
    "changed_at": _("When these data were last changed."),
}
"""Fields of a member that are told, each with its reason."""
UNTOLD = {
    "id": "a number of the database",
    "user": "told as the account",
    "name_key": "the name again, for finding it",
    "pin": "secret and hashed; whether there is one is told",
    "verified_by": "a member of staff; the day is told",
    "version": "counts changes",
}
"""Fields that are not, each with the reason."""
RELATED = {
    # model: (its code, what it is, why, the field that points at the patron, fields told)
    FormerCard: ("former_cards", _("Former cards"), _("So that nobody can use a card you lost."), "patron",
                 ("number", "why", "ended_at")),
    Guardian: ("guardians", _("Guardians"), _("Somebody answers for a child and consents."), "child",
               ("name", "relation", "email", "phone", "sees_loans", "since", "ended_at")),
    Consent: ("consents", _("Consents"), _("The law asks us to be able to show them (UU PDP Ps 24)."), "patron",
              ("text", "how", "proof", "given_at", "withdrawn_at")),
    Block: ("blocks", _("Blocks"), _("Why you could not borrow, and since when."), "patron",
            ("reason", "branch", "note", "set_at", "until", "lifted_at")),
    Look: ("looks", _("Who worked with your data"), _("The law asks us to write it down (UU PDP Ps 31)."), "patron",
           ("day", "what", "by")),
}  # fmt: skip
"""What else is kept of a member in this room."""


@dataclass(frozen=True)
class Section:
    """A part of what is kept: rows of label to value, plain enough for a file (text, numbers, days, yes and no)."""

    code: str
    title: str
    why: str
    rows: list[dict[str, Any]] = field(default_factory=list)
    labels: dict[str, str] = field(default_factory=dict)
    """Key of a row to what people call it; a key without one is shown as it is."""
    reasons: dict[str, str] = field(default_factory=dict)

    @property
    def shown(self) -> list[list[dict[str, str]]]:
        """As a page shows it: each row as lines of label, value and reason; what is empty is said to be."""
        return [
            [
                {"label": self.labels.get(key, key), "value": in_words(value), "why": self.reasons.get(key, "")}
                for key, value in row.items()
            ]
            for row in self.rows
        ]


Teller = Callable[[Patron], Iterable[Section]]
_tellers: list[Teller] = []


def also_keeps(teller: Teller) -> Teller:
    """Register what a room above keeps of a member; registering it twice changes nothing."""
    if teller not in _tellers:
        _tellers.append(teller)
    return teller


def kept_of(patron: Patron) -> list[Section]:
    """Everything, this room's first. A fixed number of queries."""
    sections = [_member(patron)]
    if patron.user:
        sections.append(_account(patron.user))
    sections += [_related(model, patron) for model in RELATED]
    children = Guardian.objects.filter(patron=patron).select_related("child")
    sections.append(
        Section(
            "children",
            _("Children you answer for"),
            _("So that you see their cards and loans."),
            [{"name": each.child.name, "since": each.since, "ended_at": each.ended_at} for each in children],
            {name: _label(Guardian, name) for name in ("name", "since", "ended_at")},
        )
    )
    for teller in _tellers:
        sections += teller(patron)
    return sections


@transaction.atomic
def export(patron: Patron, *, by) -> dict:
    """The same for machines (UU PDP Ps 13: a common format), and written down that it was given out."""
    told = {
        "library": library().name,
        "made_at": present().isoformat(timespec="seconds"),
        **{
            each.code: {"why": str(each.why), "rows": [{k: plain(v) for k, v in row.items()} for row in each.rows]}
            for each in kept_of(patron)
        },
    }
    record(PatronDataExported(patron_id=patron.pk), by=by)
    return told


@transaction.atomic
def leave(patron: Patron, *, erase: bool, by) -> None:
    """A member ends the membership, at once when nothing is open; `Refused` says what is. With `erase` everything
    personal goes, the account too (one that holds or held a post here is only detached)."""
    if not erase:
        closing.close(patron, by=by)
        return
    user = patron.user
    erasing.erase(patron, by=by)
    if user is not None and not user.staff_posts.exists():
        erase_account(user, by=by)


def plain(value):
    """As a file has it."""
    if isinstance(value, datetime):
        return localtime(value, library().tz).isoformat(timespec="seconds")
    if isinstance(value, date):
        return value.isoformat()
    return value if value is None or isinstance(value, bool | int) else str(value)


def in_words(value) -> str:
    """As a page shows it."""
    if value is None or value == "":
        return gettext("nothing")
    if isinstance(value, bool):
        return gettext("yes") if value else gettext("no")
    if isinstance(value, datetime):
        return local_moment(value, library().zone)
    return local_date(value) if isinstance(value, date) else str(value)


def _member(patron: Patron) -> Section:
    row = {name: _value(patron, name) for name in FIELDS} | {"has_pin": bool(patron.pin)}
    labels = {name: _label(Patron, name) for name in FIELDS} | {"has_pin": _("PIN")}
    return Section("member", _("About you"), _("Only what the membership needs."), [row], labels, dict(FIELDS))


def _account(user) -> Section:
    row = {"username": user.username, "name": user.name, "email": user.email, "language": user.get_language_display()}
    row |= {"date_joined": user.date_joined, "last_login": user.last_login}
    labels = {name: _label(type(user), name) for name in row}
    return Section("account", _("Your account"), _("So that you can sign in."), [row], labels)


def _related(model, patron: Patron) -> Section:
    code, title, why, points, names = RELATED[model]
    joined = [name for name in names if model._meta.get_field(name).is_relation]
    rows = model.objects.filter(**{points: patron}).select_related(*joined)
    return Section(
        code,
        title,
        why,
        [{name: _value(row, name) for name in names} for row in rows],
        {name: _label(model, name) for name in names},
    )


def _value(row, name: str):
    """What people read: the words of a choice, the name of a related thing, else the value itself."""
    if row._meta.get_field(name).choices:
        return str(getattr(row, f"get_{name}_display")())
    value = getattr(row, name)
    return str(value) if row._meta.get_field(name).is_relation and value is not None else value


_LABELS = {
    "verified_at": _("verified"),
    "closed_at": _("membership ended"),
    "changed_at": _("last changed"),
    "ended_at": _("ended"),
    "since": _("since"),
    "text": _("text"),
    "given_at": _("given"),
    "withdrawn_at": _("withdrawn"),
    "set_at": _("set"),
    "lifted_at": _("lifted"),
    "branch": _("branch"),
    "what": _("what"),
    "by": _("who"),
    "last_login": _("last sign-in"),
}


def _label(model, name: str) -> str:
    return _LABELS.get(name) or model._meta.get_field(name).verbose_name
