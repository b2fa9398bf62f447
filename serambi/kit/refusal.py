"""How an act says no: in the domain's words, all reasons at once."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Refusal:
    """One reason. `code` is stable (API, overrides); `message` is a lazy translated sentence for people."""

    code: str
    message: str
    overridable: bool = False
    """May staff with the right permission lift it, with a comment?"""


class Filled:
    """A lazy translated sentence with values, for a refusal that names what it is about: put together when it is read.

    Values may be lazy too.
    """

    def __init__(self, sentence, values: dict):
        self.sentence, self.values = sentence, values

    def __str__(self):
        return str(self.sentence) % {name: str(value) for name, value in self.values.items()}

    def __repr__(self):
        return repr(str(self))


class Refused(Exception):
    """Raised by acts; a middleware shows it as a page with status 409 when a view lets it through."""

    def __init__(self, *refusals: Refusal):
        self.refusals = refusals
        super().__init__(", ".join(r.code for r in refusals))


def refuse_if_any(refusals: Iterable[Refusal], *, lifted: frozenset[str] = frozenset()) -> None:
    """Raise `Refused` with every reason that is not lifted; a reason that is not overridable cannot be lifted."""
    standing = [r for r in refusals if not (r.overridable and r.code in lifted)]
    if standing:
        raise Refused(*standing)
