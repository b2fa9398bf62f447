"""What a desk remembers between two pages: the branch, the last acts (to undo, to print), what was said last.

Kept in the session, which the views hand over as a mapping. Ids and titles only, and for hours only.
"""

import time
from collections.abc import MutableMapping
from secrets import token_urlsafe

KEY = "desk"
MOST_ACTS = 40
ACTS_LAST = 12 * 3600
SAID_LASTS = 900
LENT, RENEWED, RETURNED, OTHER = "lent", "renewed", "returned", "other"
UNDOABLE = frozenset({LENT, RETURNED})


def a_request() -> str:
    """A random name for a form: sent twice, it is one act."""
    return token_urlsafe(12)


class Memory:
    """The desk's part of a session."""

    def __init__(self, session: MutableMapping):
        self._session = session
        kept = session.get(KEY)
        self._kept: dict = kept if isinstance(kept, dict) else {}

    def _set(self, **values) -> None:
        self._kept = {**self._kept, **values}
        self._session[KEY] = self._kept

    @property
    def branch(self) -> int | None:
        return self._kept.get("branch")

    def choose_branch(self, pk: int) -> None:
        """From now on this person works there; what was done elsewhere cannot be undone from here."""
        if pk != self.branch:
            self._set(branch=pk, acts=[], said=None)

    @property
    def acts(self) -> list[dict]:
        """The last acts, oldest first."""
        oldest = time.time() - ACTS_LAST
        return [act for act in self._kept.get("acts") or [] if act["at"] > oldest]

    def note(self, kind: str, *, loan=None, member: int | None = None, title: str = "", request: str = "") -> None:
        """Remember an act; the oldest make room."""
        act = {
            "n": token_urlsafe(6), "at": int(time.time()), "kind": kind, "loan": loan and loan.pk, "member": member,
            "title": title[:80], "request": request,
        }  # fmt: skip
        self._set(acts=[*self.acts, act][-MOST_ACTS:])

    def forget(self, act: dict) -> None:
        """This act was taken back."""
        self._set(acts=[each for each in self.acts if each["n"] != act["n"]])

    def was_done(self, request: str) -> bool:
        """Was a form with this name carried out already? A second click is no second act."""
        return bool(request) and any(act["request"] == request for act in self.acts)

    def last(self, name: str = "") -> dict | None:
        """The last act, or the one with this name."""
        acts = self.acts
        return next((act for act in reversed(acts) if not name or act["n"] == name), None)

    def say(self, kind: str, *, member: int | None = None, **facts) -> None:
        """What the next page says."""
        self._set(said={"kind": kind, "member": member, "at": int(time.time()), **facts})

    def silence(self) -> None:
        """Nothing more to say."""
        if self._kept.get("said"):
            self._set(said=None)

    def said(self, member: int | None) -> dict | None:
        """What was said last, when it was for this member (None: for nobody) and a moment ago."""
        said = self._kept.get("said")
        if not said or said["member"] != member or said["at"] < time.time() - SAID_LASTS:
            return None
        return said

    def looks_at(self, member: int) -> bool:
        """Remember who stands at the desk; true when it is somebody else than a moment ago."""
        changed = self._kept.get("looked") != member
        if changed:
            self._set(looked=member)
        return changed
