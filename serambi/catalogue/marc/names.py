"""Names of people and bodies: entry and display form, never split into first and last names.

Indonesian names follow no single pattern, so the comma of the entry decides and nothing is guessed: "Hirata, Andrea"
is shown as "Andrea Hirata", "Pramoedya Ananta Toer" stays. Old spelling stays. Only shouting ("ABE") is made readable.
"""

import re

from serambi.catalogue.marc.description import Contributor
from serambi.catalogue.marc.record import DataField
from serambi.catalogue.marc.view import View, tidy, unbracketed, unpunctuated
from serambi.kit.folding import fold

KINDS = {"00": "person", "10": "corporate", "11": "meeting"}
DATES = re.compile(r"^(?:(?:ca?\.?|b\.|d\.|lahir|wafat|fl\.|born|died)\s*)?\d{3,4}\b")
TITLE_AFTER = re.compile(
    r"^(?:(?:[A-Z][A-Za-z]{0,4}\.\s?)+[A-Za-z]{0,5}\.?|Drs?|Dra|Ir|Prof|H|Hj|KH|K\.?H|MA|MM|MBA|MSc|MSi|MPd|SH|SE|SPd|SSi|"
    r"ST|Lc|LC|PhD|Jr|Sr|II|III|IV|Haji|Sir|Dame|Lady|Lord)\.?$"
)
INITIALS = re.compile(r"^(?:[A-Z]\.[\s-]?)+$")
FULLER = re.compile(r"\s*\([^()]*\)")
COMMA = re.compile(r",(?![\"'”’])")  # not the one inside 'Cole, Nat "King,"'
ROMAN = re.compile(r"^[IVXLC]+\.?$")
WORD = re.compile(r"[^\W\d_]+(?:['’`ʻʼ][^\W\d_]+)*")
VOWEL = re.compile(r"[AEIOUYÀ-ÖØ-Ý]")
SMALL_WORDS = {"dan", "and", "of", "di", "the", "untuk", "bin", "binti", "de", "van", "der", "von"}


def display_name(name: str) -> str:
    """The entry of a person in the order people say it; titles and degrees after a comma stay behind."""
    parts = [part.strip() for part in COMMA.split(tidy(name))]
    parts = [part for part in parts if part and not DATES.match(part)]
    if not parts:
        return tidy(name)
    behind = [part for i, part in enumerate(parts) if i and is_title(part, parts[0])]
    names = [part for part in parts if part not in behind]
    if len(names) < 2:
        return ", ".join(parts)
    given, entry = names[1], names[0]
    whole = given + entry if given.endswith(("-", "'", "’")) else f"{given} {entry}"
    return ", ".join([whole, *names[2:], *behind])


def is_title(part: str, entry: str) -> bool:
    """Initials look like degrees: behind a single word ("Ranganathan, S. R.") they are the given name."""
    if INITIALS.match(part) and " " not in entry:
        return False
    return TITLE_AFTER.match(part) is not None


def entry_name(person: Contributor) -> str:
    """The name as entered, without dates, titles and explanations: what references use."""
    if person.kind != "person":
        return person.heading
    parts = [part.strip() for part in COMMA.split(FULLER.sub("", person.heading))]
    kept = [part for i, part in enumerate(parts) if i == 0 or not (DATES.match(part) or is_title(part, parts[0]))]
    # A third part is a title the record gave ("Queen of Otaheite"); the name is the entry and what is behind it.
    return ", ".join(kept[:2]) if person.display.startswith(kept[1] if len(kept) > 1 else "") else kept[0]


def readable(name: str) -> str:
    """Capitals only where they belong: "ABE, Burhanuddin" is "Abe, Burhanuddin". Initials and numerals stay."""
    if not any(char.isupper() for char in name):
        return name
    return WORD.sub(lambda match: _readable_word(match[0]), name)


def _readable_word(word: str) -> str:
    if not word.isupper() or len(word) < 2 or ROMAN.match(word):
        return word
    if len(word) == 2 and word not in ("AL", "EL", "DE", "AN", "AS", "AT", "AR", "AD", "AZ", "ES", "BU"):
        return word  # initials without points: HB, WS, NH
    if not VOWEL.search(word):
        return word
    return word[0] + word[1:].lower()


def readable_body(name: str) -> str:
    """A body all in capitals made readable; short words may be abbreviations (ITB, BPS) and stay."""
    words = WORD.findall(name)
    if not name.isupper() or len(words) < 2 or not any(len(word) > 5 for word in words):
        return name

    def word(match: re.Match) -> str:
        if match[0].lower() in SMALL_WORDS:
            return match[0].lower()
        return match[0] if len(match[0]) < 5 else match[0][0] + match[0][1:].lower()

    return WORD.sub(word, name)


def contributors_of(view: View) -> list[Contributor]:
    """Everybody in 100-111, 700-711 and 720, main entry first, each once; names sharing a field are taken apart."""
    found: dict[tuple[str, str], Contributor] = {}
    for tag in ("100", "110", "111", "700", "710", "711", "720"):
        for field in view.data.get(tag, ()):
            for each in contributors_in(field):
                key = (each.kind, fold(each.heading))
                known = found.get(key)
                if known is None:
                    found[key] = each
                elif each.role and not known.role:
                    found[key] = Contributor(known.kind, known.heading, known.display, each.role, known.tag, known.main)
    return list(found.values())


def contributors_in(field: DataField) -> list[Contributor]:
    """The person or body of one 1XX, 6XX, 7XX or 8XX field, or several when they stand in one field."""
    kind = "person" if field.tag == "720" and field.ind1 != "2" else KINDS.get(field.tag[1:], "corporate")
    main = field.tag[0] == "1"
    role = _role(field)
    if kind != "person":
        heading = _body_heading(field, kind)
        return [Contributor(kind, heading, heading, role, field.tag, main)] if heading else []
    names = [name for part in field.all("a") for name in part.split(";")]
    names = [name for name in map(unpunctuated, names) if any(char.isalnum() for char in name)]
    extra = {code: unpunctuated(field.text(code)) for code in "bcdq"} if len(names) == 1 else {}
    people = []
    for position, name in enumerate(names):
        entry = readable(name)
        numeral, title, dates, fuller = (extra.get(code, "") for code in "bcdq")
        heading = ", ".join(filter(None, [f"{entry} {numeral}".strip(), title, dates]))
        if fuller:
            heading = f"{heading} {fuller if fuller.startswith('(') else f'({fuller})'}"
        display = display_name(f"{entry} {numeral}" if numeral and "," not in entry else entry)
        if numeral and "," in entry:
            display = f"{display} {numeral}"
        display = f"{display}, {title}" if title else display
        people.append(Contributor(kind, heading, display, role, field.tag, main and position == 0))
    return people


def _body_heading(field: DataField, kind: str) -> str:
    if kind == "meeting":
        name = unpunctuated(field.text("aeq"))
        detail = unpunctuated(field.text("ndc"))
        heading = " ".join(filter(None, [name, detail]))
    else:
        heading = ". ".join(filter(None, (unpunctuated(value) for value in field.all("ab"))))
        detail = unpunctuated(field.text("ndc"))
        heading = " ".join(filter(None, [heading, detail]))
    return readable_body(heading)


def _role(field: DataField) -> str:
    codes = "j" if field.tag in ("111", "711") else "e"
    named = [unbracketed(value).strip("() ") for value in field.all(codes)]
    return ", ".join(filter(None, named)) or unpunctuated(field.get("4") or "").rpartition("/")[2]
