"""A record as a reference: APA 7, Chicago 17, MLA 9 and BibTeX, as plain text in the reader's language.

Names stand as the catalogue enters them: "Hirata, Andrea" has an entry element, "Pramoedya Ananta Toer" has none and is
never split. Only a given name that stands behind a comma is shortened where the style asks for it.
"""

import re

from django.utils.translation import gettext as _

from serambi.catalogue.marc.description import Contributor, Description
from serambi.catalogue.marc.names import entry_name
from serambi.kit.folding import fold

MOST_APA, MOST_CHICAGO = 20, 10
BIBTEX_TYPES = {"journal": "misc", "newspaper": "misc", "manuscript": "unpublished"}
BIBTEX_MARKS = str.maketrans(
    {"\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "$": r"\$", "&": r"\&", "%": r"\%", "#": r"\#", "_": r"\_",
     "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}
)  # fmt: skip
NOT_AUTHORS = re.compile(
    r"(?i)^(?:ed|edt|editor|penyunting|trl|transl|translator|penerjemah|ill|illustrator|ilustrator|pbl|publisher|penerbit"
    r"|narrator|nrt|sponsor|distributor|researcher|ctb)\b"
)


def authors_of(seen: Description) -> list[Contributor]:
    """Who is cited: the main entry and those without another part in it; the first editor when there is nobody else."""
    chosen = [each for each in seen.contributors if each.main or not NOT_AUTHORS.match(each.role)]
    return chosen or seen.contributors[:1]


def apa(seen: Description) -> str:
    """Hirata, A. (2005). *Laskar pelangi*. Bentang Pustaka."""
    names = [_initialled(entry_name(each)) for each in authors_of(seen)]
    if len(names) > MOST_APA:
        names = [*names[: MOST_APA - 1], f"… {names[-1]}"]
        joined = ", ".join(names)
    else:
        joined = _listed(names, ", & ")
    year = str(seen.year) if seen.year else _("n.d.")
    edition = f" ({seen.edition})" if seen.edition else ""
    if not joined:
        return _sentences(f"{seen.title}{edition}", f"({year})", seen.publisher)
    return _sentences(f"{_ended(joined)} ({year})", f"{seen.title}{edition}", seen.publisher)


def chicago(seen: Description) -> str:
    """Hirata, Andrea. *Laskar Pelangi*. Yogyakarta: Bentang Pustaka, 2005."""
    people = authors_of(seen)
    names = [entry_name(each) if i == 0 else each.display for i, each in enumerate(people)]
    if len(names) > MOST_CHICAGO:
        names = [*names[:7], _("et al.")]
    joined = ", ".join(names) if len(people) > MOST_CHICAGO else _listed(names, _and())
    imprint = ": ".join(filter(None, [seen.place, seen.publisher]))
    imprint = ", ".join(filter(None, [imprint, str(seen.year) if seen.year else _("n.d.")]))
    return _sentences(joined, seen.title, seen.edition, imprint)


def mla(seen: Description) -> str:
    """Hirata, Andrea. *Laskar Pelangi*. Bentang Pustaka, 2005."""
    people = authors_of(seen)
    names = [entry_name(each) if i == 0 else each.display for i, each in enumerate(people)]
    others = _("et al.")
    joined = f"{names[0]}, {others}" if len(names) > 2 else _listed(names, _and())
    imprint = ", ".join(filter(None, [seen.edition, seen.publisher, str(seen.year or "")]))
    return _sentences(joined, seen.title, imprint)


def bibtex(seen: Description) -> str:
    """An entry whose names BibTeX cannot take apart wrongly: those without a comma are braced."""
    people = authors_of(seen)
    names = " and ".join(_bibtex_name(each) for each in people)
    first = fold(entry_name(people[0])).split()[:1] if people else []
    word = [word for word in fold(seen.title).split() if len(word) > 3][:1]
    key = re.sub(r"[^a-z0-9]", "", "".join([*first, str(seen.year or ""), *word])) or "serambi"
    series = seen.series[0] if seen.series else ("", "")
    members = [
        ("author", names),
        ("title", f"{{{_escaped(seen.title)}}}" if seen.title else ""),
        ("edition", _escaped(seen.edition)),
        ("series", _escaped(series[0])),
        ("number", _escaped(series[1])),
        ("publisher", _escaped(seen.publisher)),
        ("address", _escaped(seen.place)),
        ("year", str(seen.year or "")),
        ("isbn", seen.isbns[0] if seen.isbns else ""),
        ("issn", seen.issns[0] if seen.issns else ""),
        ("language", seen.languages[0] if seen.languages else ""),
    ]
    lines = ",\n".join(f"  {name} = {{{value}}}" for name, value in members if value)
    return f"@{BIBTEX_TYPES.get(seen.format, 'book')}{{{key},\n{lines}\n}}\n"


def _bibtex_name(person: Contributor) -> str:
    name = _escaped(entry_name(person))
    return name if person.kind == "person" and "," in name else f"{{{name}}}"


def _escaped(text: str) -> str:
    return text.translate(BIBTEX_MARKS)


def _initialled(name: str) -> str:
    """ "Hirata, Andrea" is "Hirata, A."; a name without a comma stays whole."""
    entry, comma, given = name.partition(", ")
    if not comma:
        return name
    initials = [part if part.endswith(".") else f"{part[0]}." for part in given.split() if part[:1].isalpha()]
    return f"{entry}, {' '.join(initials)}" if initials else name


def _and() -> str:
    word = _("and")
    return f", {word} "


def _listed(names: list[str], last: str) -> str:
    if len(names) < 2:
        return "".join(names)
    return ", ".join(names[:-1]) + last + names[-1]


def _ended(text: str) -> str:
    return text if text.endswith((".", "?", "!")) else f"{text}."


def _sentences(*parts: str) -> str:
    return " ".join(_ended(part) for part in parts if part)
