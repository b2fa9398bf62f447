"""Asking one server: a search, the next page of it, or what it says about itself."""

from dataclasses import dataclass, field

from serambi.catalogue.sru import asking
from serambi.catalogue.sru.answers import Answer, NotUnderstood, read_answer
from serambi.catalogue.sru.asking import Asked, CannotAsk, Server
from serambi.catalogue.sru.diagnostics import END, Diagnostic
from serambi.catalogue.sru.explaining import Explained, read_explain
from serambi.catalogue.sru.fetching import Fetched, NotFetched, fetch

PAGE = 20


@dataclass(slots=True)
class Result:
    """What came of asking. `code` is empty when it went well, else one of `problems.SENTENCES`; `said` are the
    server's own words."""

    address: str = ""
    answer: Answer = field(default_factory=Answer)
    code: str = ""
    diagnostic: Diagnostic | None = None
    said: str = ""
    seconds: float = 0.0

    @property
    def next_position(self) -> int | None:
        """Where the next page begins. Servers that forget to say are asked behind the last record they sent."""
        answer = self.answer
        if not answer.records:
            return None
        last = max(each.position for each in answer.records)
        if answer.next_position is not None:
            return answer.next_position if answer.next_position > last else None
        return last + 1 if answer.total is not None and answer.total > last else None


def search(server: Server, asked: Asked, *, seconds: float, start: int = 1, most: int = PAGE, near=False) -> Result:
    """Ask; never raises for what the far end does."""
    result = Result()
    try:
        result.address = asking.search_address(server, asking.cql(asked, server), start=start, most=most)
        fetched = fetch(result.address, seconds=seconds, near=near)
        result.seconds = fetched.seconds
        result.answer = _answer(fetched, start)
    except CannotAsk:
        result.code = "cannot_ask"
    except (NotFetched, NotUnderstood) as problem:
        result.code, result.said = problem.code, problem.detail
    for diagnostic in result.answer.diagnostics:
        if diagnostic.number == END and start > 1:
            continue
        if result.answer.records:  # a warning beside records is no refusal
            result.said = diagnostic.said
            continue
        result.code, result.diagnostic, result.said = "refused", diagnostic, diagnostic.said
        break
    return result


def _answer(fetched: Fetched, start: int) -> Answer:
    return read_answer(fetched.body, start=start)


def explain(server: Server, *, seconds: float, near=False) -> tuple[Explained | None, str]:
    """What the server says about itself, and "" or the code of what went wrong."""
    try:
        fetched = fetch(asking.explain_address(server), seconds=seconds, near=near)
        return read_explain(fetched.body), ""
    except (NotFetched, NotUnderstood) as problem:
        return None, problem.code
