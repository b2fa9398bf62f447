from dataclasses import asdict, dataclass


@dataclass(frozen=True, kw_only=True)
class Event:
    """A fact in the past tense; it carries ids, never objects, names or secrets."""

    @classmethod
    def name(cls) -> str:
        """`room.FactHappened`, stable: it is stored."""
        return f"{cls.__module__.split('.')[1]}.{cls.__name__}"

    def data(self) -> dict:
        return asdict(self)
