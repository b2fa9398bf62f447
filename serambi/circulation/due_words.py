"""When a loan is due, as people say it, with the colour of its state."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.timezone import now as present
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from serambi.circulation.models import Loan
from serambi.ui.words import local_date, local_time


@dataclass(frozen=True)
class Said:
    """`kind` as the tag `state` knows it: bad, warn, good, plain."""

    kind: str
    text: str


def due_words(loan: Loan, moment: datetime | None = None) -> Said:
    """An open loan's state. Needs `loan.branch`: its zone decides which day it is."""
    tz = loan.branch.tz
    now, due = (moment or present()).astimezone(tz), loan.due_at.astimezone(tz)
    if loan.lost_at:
        return Said("bad", _("Listed as lost"))
    if loan.claimed_at:
        return Said("warn", _("Said to be returned; the library looks for it"))
    days = (due.date() - now.date()).days
    if due < now:
        if days == 0:
            return Said("bad", _("Late since %(time)s") % {"time": local_time(due)})
        late = ngettext("%(days)d day late", "%(days)d days late", -days) % {"days": -days}
        return Said("bad", _("%(late)s, was due on %(day)s") % {"late": late, "day": local_date(due)})
    if loan.hourly and days == 0:
        return Said("warn", _("Return today, by %(time)s") % {"time": local_time(due)})
    if days == 0:
        return Said("warn", _("Return today, %(day)s") % {"day": local_date(due)})
    if days == 1:
        return Said("warn", _("Return tomorrow, %(day)s") % {"day": local_date(due)})
    return Said("plain", _("Return by %(day)s") % {"day": local_date(due)})


def is_late(loan: Loan, moment: datetime) -> bool:
    """Overdue and not explained by a loss or a claim."""
    return loan.due_at < moment and not loan.lost_at and not loan.claimed_at
