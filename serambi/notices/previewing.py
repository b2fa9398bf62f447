"""What will be sent on a day, counted from things as they are now; and what it will read like."""

from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from django.utils.timezone import now

from serambi.branches.models import Branch
from serambi.circulation.models import Hold, Loan
from serambi.notices.causes import Cause
from serambi.notices.contacts import Reader
from serambi.notices.models import Notice
from serambi.notices.planning import as_notice, rows_of
from serambi.notices.policy import Window, windows
from serambi.notices.rhythms import rhythm
from serambi.notices.texts import Text, text_for
from serambi.notices.topics import OF_HOLDS, OF_LOANS, Topic
from serambi.patrons.models import Patron


@dataclass(frozen=True)
class Coming:
    """One window of a day: how many notices, and one of them in both languages (none when there are no notices)."""

    topic: str
    detail: str
    count: int
    samples: tuple[Text, ...]

    @property
    def label(self) -> str:
        return str(Topic(self.topic).label)


def coming(days_on: int = 1) -> list[Coming]:
    """What the planning would write `days_on` days from today, window by window, over all zones."""
    rules, moment, found = rhythm(), now(), []
    zones = sorted(set(Branch.objects.order_by().values_list("zone", flat=True)))
    for window in windows(rules.days_before, rules.steps, rules.card_days):
        count, sample = 0, None
        for zone in zones:
            day = date.fromordinal(moment.astimezone(ZoneInfo(zone)).date().toordinal() + days_on)
            rows = rows_of(zone, day, window)
            number = rows.count()
            if number and sample is None:
                sample = as_notice(rows[0], window, moment, rules)
            count += number
        found.append(Coming(window.topic, window.detail, count, _samples(window, sample)))
    return found


def _samples(window: Window, notice: Notice | None) -> tuple[Text, ...]:
    if notice is None:
        return ()
    subject = _subject(window.topic, notice.subject_id)
    if subject is None:
        return ()
    cause = Cause(notice, subject)
    return tuple(
        text_for(window.topic, [cause], Reader(name=notice.patron.name, language=language, patron=notice.patron))
        for language in ("id", "en")
    )


def _subject(topic: str, pk: int):
    if topic in OF_LOANS:
        return Loan.objects.select_related("item__record", "branch").filter(pk=pk).first()
    if topic in OF_HOLDS:
        related = ("work", "record", "caught__record", "pickup_branch")
        return Hold.objects.select_related(*related).filter(pk=pk).first()
    return Patron.objects.filter(pk=pk).first()
