"""The rules of publishing: pure, no database, no clock."""

from collections.abc import Iterable


def may_publish(user_id: int, authors: Iterable[int | None]) -> bool:
    """Nobody publishes what only they have written. `authors`: who saved the versions that are not published yet.

    Without such a version there is nothing that a second person has seen, so the answer is no as well: a change and
    its publication in one step would pass nobody.
    """
    return bool({author for author in authors if author is not None} - {user_id})
