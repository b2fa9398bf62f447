"""The words of a message, in the reader's language. They are written when it is sent, from things as they are then."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from serambi.branches.queries import library
from serambi.notices.causes import Cause
from serambi.notices.contacts import Reader
from serambi.notices.links import page
from serambi.notices.topics import Topic
from serambi.ui.words import local_date, local_moment

MOST_LINES = 20
LONGEST_TITLE = 90


@dataclass(frozen=True)
class Text:
    """One message. `lines` name things, one each; `path` is the page that a link in it opens."""

    topic: str
    language: str
    subject: str
    opening: str
    lines: tuple[str, ...]
    closing: str
    path: str
    library: str

    @property
    def plain(self) -> str:
        """All of it, without any link."""
        parts = [self.opening, "\n".join(f"- {line}" for line in self.lines), self.closing, self.library]
        return "\n\n".join(part for part in parts if part)


def text_for(topic: str, causes: list[Cause], reader: Reader) -> Text:
    """The message about all these causes, for one reader. Raises KeyError for a topic that nobody has words for."""
    write = _WRITERS[topic]
    with override(reader.language):
        subject, opening, lines, closing = write(causes, _whose(causes, reader))
        if len(lines) > MOST_LINES:
            rest = len(lines) - MOST_LINES
            more = ngettext("and %(n)d more", "and %(n)d more", rest) % {"n": rest}
            lines = [*lines[:MOST_LINES], more]
        return Text(
            topic=topic, language=reader.language, subject=subject[:200], opening=opening, lines=tuple(lines),
            closing=closing, path=page("notices:inbox", reader.language) if reader.has_inbox else "",
            library=library().name,
        )  # fmt: skip


def _whose(causes: list[Cause], reader: Reader) -> str:
    """The child's name, when somebody reads what is about a child; else nothing."""
    return causes[0].notice.patron.name if reader.guardian else ""


def _for(child: str, sentence: str) -> str:
    return _("For %(name)s: %(sentence)s") % {"name": child, "sentence": sentence} if child else sentence


def _short(title: str) -> str:
    return title if len(title) <= LONGEST_TITLE else title[: LONGEST_TITLE - 1].rstrip() + "…"


def _loan_lines(causes: list[Cause]) -> list[str]:
    rows = sorted((cause.subject for cause in causes), key=lambda loan: (loan.due_at, loan.pk))
    return [_("%(title)s (%(day)s)") % {"title": _short(loan.item.record.title), "day": _due(loan)} for loan in rows]


def _due(loan) -> str:
    return (local_moment if loan.hourly else local_date)(loan.due_at, loan.branch.zone)


def _due_soon(causes, child):
    n = len(causes)
    subject = ngettext("A book is due soon", "%(n)d books are due soon", n) % {"n": n}
    opening = ngettext(
        "One of your loans is due soon. Please bring it back, or renew it, until the day named here:",
        "%(n)d of your loans are due soon. Please bring them back, or renew them, until the day named here:",
        n,
    ) % {"n": n}
    return _for(child, subject), opening, _loan_lines(causes), _("You can renew in your account.")


def _due_today(causes, child):
    n = len(causes)
    subject = ngettext("A book is due today", "%(n)d books are due today", n) % {"n": n}
    opening = ngettext(
        "Today is the last day for one of your loans:", "Today is the last day for %(n)d of your loans:", n
    ) % {"n": n}
    return _for(child, subject), opening, _loan_lines(causes), _("You can renew in your account.")


def _overdue(causes, child):
    n = len(causes)
    subject = ngettext("A book is overdue", "%(n)d books are overdue", n) % {"n": n}
    opening = ngettext(
        "One of your loans should have been back by now:", "%(n)d of your loans should have been back by now:", n
    ) % {"n": n}
    closing = _("Somebody else may be waiting. If you cannot come or cannot find it, please tell us; we will help.")
    return _for(child, subject), opening, _loan_lines(causes), closing


def _hold_lines(causes: list[Cause]) -> list[str]:
    found = []
    for hold in sorted((cause.subject for cause in causes), key=lambda hold: hold.pk):
        record = hold.caught.record if hold.caught else hold.record
        title = _short(record.title if record else hold.work.title)
        place = hold.pickup_branch.name
        if hold.pickup_by:
            words = _("%(title)s: %(branch)s, until %(day)s")
            found.append(words % {"title": title, "branch": place, "day": local_date(hold.pickup_by)})
        else:
            found.append(_("%(title)s: %(branch)s") % {"title": title, "branch": place})
    return found


def _hold_ready(causes, child):
    n = len(causes)
    subject = ngettext("Your reservation is ready", "%(n)d reservations are ready", n) % {"n": n}
    opening = ngettext(
        "What you reserved stands ready for you:", "%(n)d things you reserved stand ready for you:", n
    ) % {"n": n}
    return _for(child, subject), opening, _hold_lines(causes), _("Please bring your card, printed or on your phone.")


def _hold_ending(causes, child):
    n = len(causes)
    subject = ngettext(
        "Your reservation waits only a short while longer", "%(n)d reservations wait only a short while longer", n
    ) % {"n": n}
    opening = _("After the day named here it goes to the next in line, or back to the shelf:")
    return (
        _for(child, subject),
        opening,
        _hold_lines(causes),
        _("You do not need it any more? Cancel it in your account."),
    )


def _card(causes, child):
    patron = causes[0].subject
    day = {"day": local_date(patron.expires_on)}
    opening = _("Your library card is valid until %(day)s.") % day
    closing = _("Renew it at any desk; it takes a minute and costs nothing. Bring something that shows who you are.")
    return _for(child, _("Your card expires soon")), opening, [], closing


def _membership(causes, child):
    cause = causes[-1]
    number = {"number": cause.subject.card_number}
    said = {
        "verified": (
            _("Welcome, you are a member now"),
            _("The library has verified your membership. Your card number is %(number)s.") % number,
        ),
        "renewed": (_("Your membership is renewed"), _("Thank you for staying with us.")),
        "replaced": (
            _("You have a new card"),
            _("Your new card number is %(number)s. The old card does not work any more.") % number,
        ),
    }
    subject, opening = said[cause.notice.detail]
    closing = ""
    if cause.notice.detail != "replaced" and cause.subject.expires_on:
        closing = _("Your card is valid until %(day)s.") % {"day": local_date(cause.subject.expires_on)}
    return _for(child, subject), opening, [], closing


_WRITERS: dict[str, Callable] = {
    Topic.DUE_SOON: _due_soon,
    Topic.DUE_TODAY: _due_today,
    Topic.OVERDUE: _overdue,
    Topic.HOLD_READY: _hold_ready,
    Topic.HOLD_ENDING: _hold_ending,
    Topic.CARD_EXPIRING: _card,
    Topic.MEMBERSHIP: _membership,
}


def trial_text(reader: Reader) -> Text:
    """What the button "try a push message" sends."""
    with override(reader.language):
        return Text(
            topic=Topic.MEMBERSHIP, language=reader.language, subject=_("Push messages work"),
            opening=_("So you will hear from your library on this device."), lines=(), closing="",
            path=page("notices:preferences", reader.language), library=library().name,
        )  # fmt: skip
