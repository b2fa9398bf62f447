"""A search in other catalogues: begun once, every target asked side by side, its answers kept.

No transaction is open while the far ends are waited for; each answer is written by itself, so a browser can ask the
targets one by one and show each as it comes, and without JavaScript one request asks them all.
"""

from concurrent.futures import ThreadPoolExecutor, as_completed
from datetime import timedelta

from django.db import transaction
from django.utils.timezone import now

from serambi.catalogue.copying import refusals
from serambi.catalogue.copying.targets import near
from serambi.catalogue.models import SruAnswer, SruFound, SruSearch, SruTarget
from serambi.catalogue.sru import client
from serambi.catalogue.sru.answers import Found
from serambi.catalogue.sru.asking import Asked, clean, understand
from serambi.catalogue.sru.client import Result
from serambi.kit.refusal import refuse_if_any

AT_ONCE = 16
MARGIN = 1.0
"""Seconds a target may take beyond its limit before nobody waits for it (a name that does not resolve)."""
KEPT = timedelta(days=14)
MOST_FOUND = 200
"""Records kept of one target's answers to one search."""
_STATE = SruAnswer.State


def asked_of(search: SruSearch) -> Asked:
    """What the typed fields mean. Words beside a title or author narrow them."""
    first = understand(search.words)
    return Asked(first.isbn, first.issn, clean(search.title), clean(search.author), first.anything)


@transaction.atomic
def begin(*, words: str = "", title: str = "", author: str = "", by) -> SruSearch:
    """A search that every switched-on target is yet to be asked. Refuses an empty one, and when there is no target."""
    search = SruSearch(words=clean(words), title=clean(title), author=clean(author), by=by)
    targets = list(SruTarget.objects.filter(on=True))
    refuse_if_any(
        [
            *([refusals.NOTHING_ASKED] if not asked_of(search) else []),
            *([refusals.NO_TARGETS] if not targets else []),
        ]
    )
    search.save()
    SruAnswer.objects.bulk_create(SruAnswer(search=search, target=target) for target in targets)
    return search


def ask(answer: SruAnswer, *, more: bool = False) -> SruAnswer:
    """Ask one target and keep what it says. One that was asked before is asked again only for `more`."""
    if not _is_due(answer, more):
        return answer
    return _keep(answer, _ask(answer, more), more)


def ask_all(search: SruSearch, *, more: bool = False) -> list[SruAnswer]:
    """Ask every target that waits (or has `more`), side by side; takes as long as the slowest may."""
    answers = list(search.answers.select_related("target", "search"))
    due = [answer for answer in answers if _is_due(answer, more)]
    if not due:
        return answers
    pool = ThreadPoolExecutor(max_workers=min(len(due), AT_ONCE), thread_name_prefix="sru")
    running = {pool.submit(_ask, answer, more): answer for answer in due}
    left = set(due)
    try:
        for done in as_completed(running, timeout=max(answer.target.seconds for answer in due) + MARGIN):
            left.discard(running[done])
            _keep(running[done], done.result(), more)
    except TimeoutError:
        for answer in left:
            _keep(answer, Result(code="too_slow"), more)
    finally:
        pool.shutdown(wait=False, cancel_futures=True)
    return answers


def _is_due(answer: SruAnswer, more: bool) -> bool:
    return answer.next_position is not None if more else answer.state == _STATE.WAITING


def _ask(answer: SruAnswer, more: bool) -> Result:
    target = answer.target
    start = answer.next_position if more and answer.next_position else 1
    return client.search(target.server, asked_of(answer.search), seconds=target.seconds, start=start, near=near())


@transaction.atomic
def _keep(answer: SruAnswer, result: Result, more: bool) -> SruAnswer:
    """Write the result down, unless somebody else did while we waited."""
    locked = SruAnswer.objects.select_for_update().filter(pk=answer.pk).first()
    if locked is None or locked.state != answer.state or locked.next_position != answer.next_position:
        return locked or answer
    answer.code, answer.said = result.code, result.said[:300].replace("\x00", "")
    answer.diagnostic = result.diagnostic.number if result.diagnostic else None
    answer.seconds = round(result.seconds, 2)
    if not result.code:
        answer.state = _STATE.FOUND
    elif not more:
        answer.state = _STATE.SLOW if result.code == "too_slow" else _STATE.REFUSED
    answer.total = result.answer.total if result.answer.total is not None else answer.total
    kept = answer.found.count()
    answer.next_position = result.next_position if kept + len(result.answer.records) < MOST_FOUND else None
    answer.save()
    rows = [_row(answer, each) for each in result.answer.records[: MOST_FOUND - kept]]
    SruFound.objects.bulk_create(rows, ignore_conflicts=True)
    return answer


def _row(answer: SruAnswer, each: Found) -> SruFound:
    problem = ""
    if each.diagnostic:
        problem = each.diagnostic.said or "not_marc"
    elif each.marc is None:
        problem = next((p.code for p in each.problems if p.fatal), "not_marc")
    marc = each.marc.to_json().replace("\\u0000", "") if each.marc else ""
    return SruFound(answer=answer, position=each.position, marc=marc, problem=problem[:300].replace("\x00", ""))


def sweep() -> None:
    """Forget searches nobody comes back to."""
    SruSearch.objects.filter(at__lt=now() - KEPT).delete()
