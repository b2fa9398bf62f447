"""The question as data: frozen, hashable, the same for everybody who asks the same."""

from dataclasses import dataclass, field, replace

from serambi.discovery.words.tokens import exact_tokens

__all__ = ["FACETS", "FIELDS", "SORTS", "Clause", "Query"]

FACETS = (
    "format",
    "availability",
    "branch",
    "language",
    "year",
    "audience",
    "subject",
    "author",
    "series",
    "class",
    "accessible",
)
FIELDS = ("title", "author", "subject", "series", "publisher", "isbn", "class", "year")
SORTS = ("relevance", "newest", "year_desc", "year_asc", "title", "author")


@dataclass(frozen=True, slots=True)
class Clause:
    """One thing asked for: a word, or a quoted phrase, anywhere or in one field, wanted or unwanted."""

    words: tuple[str, ...]  # folded; more than one only in a phrase or a number with separators
    field: str = ""  # one of FIELDS, or "" for anywhere
    quoted: bool = False
    negative: bool = False
    text: str = ""  # as typed, for showing back, and for the apostrophes that tell how old words are read

    @property
    def is_free(self) -> bool:
        """A plain word that may stand anywhere."""
        return not (self.field or self.quoted or self.negative)


@dataclass(frozen=True, slots=True)
class Query:
    """A whole question. `filters` holds, per facet name, the chosen values; values of one facet are alternatives."""

    text: str = ""  # what was typed, cleaned of control characters and cut to a sane length
    clauses: tuple[Clause, ...] = ()
    filters: tuple[tuple[str, tuple[str, ...]], ...] = ()
    sort: str = "relevance"
    exact: bool = False  # no word forms, no other spellings
    fuzzy: bool = False  # every word also as its near neighbours; set by the rescue only
    at_least: int = 0  # how many of the words must be there; 0 is all; set by the rescue only
    similar: bool = False  # titles that share most of their letters in order; set by the rescue only
    reports: tuple[str, ...] = field(default=(), compare=False)  # what was ignored, as codes for the page

    @property
    def is_empty(self) -> bool:
        """Nothing typed: the answer is the whole collection, or what the filters leave of it."""
        return not self.clauses

    def chosen(self, facet: str) -> tuple[str, ...]:
        """The values chosen in one facet."""
        return dict(self.filters).get(facet, ())

    def with_filter(self, facet: str, *values: str) -> "Query":
        """The same question with exactly these values chosen in the facet; none takes the filter away."""
        kept = {name: chosen for name, chosen in self.filters if name != facet}
        if values:
            kept[facet] = tuple(sorted(set(values)))
        ordered = tuple((name, kept[name]) for name in FACETS if name in kept)
        return replace(self, filters=ordered)

    def toggled(self, facet: str, value: str) -> "Query":
        """The same question with one value of a facet added, or taken away when it was chosen."""
        chosen = set(self.chosen(facet))
        return self.with_filter(facet, *(chosen ^ {value}))

    def without_filters(self) -> "Query":
        """The same question over the whole collection."""
        return replace(self, filters=())

    @property
    def is_plain(self) -> bool:
        """Only words: no fields, no phrases, nothing unwanted."""
        return not any(clause.field or clause.quoted or clause.negative for clause in self.clauses)

    @property
    def words(self) -> tuple[str, ...]:
        """The wanted free words in order, those of phrases included."""
        if self.is_plain:
            return tuple(exact_tokens(self.text))
        return tuple(
            word for clause in self.clauses if not clause.negative and not clause.field for word in clause.words
        )
