"""Headings in MARC that authorities control: which fields they stand in, and how a field takes a new form. Pure.

Only the controlled subfields and the indicators that belong to them change; roles, titles, links and everything else in
the field stay. What is copied from the book (490, 653, 720) is never rewritten.
"""

from dataclasses import dataclass, replace

from serambi.catalogue.marc import subjects
from serambi.catalogue.marc.names import COMMA, DATES, FULLER, contributors_in, is_title
from serambi.catalogue.marc.record import DataField, Marc
from serambi.catalogue.marc.view import unpunctuated
from serambi.catalogue.records.describing import HEADING_LENGTH, cut, key
from serambi.kit.folding import fold, fold_old_spelling

KINDS = {
    **{f"{first}00": "person" for first in "1678"},
    **{f"{first}10": "corporate" for first in "1678"},
    **{f"{first}11": "meeting" for first in "1678"},
    "630": "title", "648": "time", "650": "topic", "651": "place", "655": "genre", "690": "topic", "691": "place",
    "440": "series", "830": "series",
}  # fmt: skip
MAIN = {
    "person": "abcdq", "corporate": "abndc", "meeting": "aeqndc", "title": "apnl", "series": "anp",
    "topic": "abcd", "place": "a", "time": "a", "genre": "abc",
}  # fmt: skip
"""The subfields a heading stands in, before its divisions."""
DIVISIONS = "vxyz"
SOURCE_MARKS = {"lcsh": "0", "lcshac": "1", "mesh": "2", "nal": "3", "cash": "5", "rvm": "6"}
_NAMES = ("person", "corporate", "meeting")
_DASH = " - "


@dataclass(frozen=True, slots=True)
class Form:
    """The form a heading has, or is to have. `subfields` and `ind1` are known when an authority record gave them."""

    kind: str
    heading: str
    subfields: tuple[tuple[str, str], ...] = ()
    ind1: str = ""
    source: str = ""
    """The list of subjects it belongs to (lcsh, mesh …); "" is our own."""


@dataclass(frozen=True, slots=True)
class Follow:
    """Wherever one of `keys` stands as a heading of this kind, `to` shall stand. `merged` forgets $0: it named another
    heading's record."""

    keys: frozenset[str]
    to: Form
    merged: bool = False


def key_of(heading: str) -> str:
    """The key under which a heading is found (`Authority.key`)."""
    heading = cut(heading, HEADING_LENGTH)
    return key(fold_old_spelling(heading)) or key(heading.strip().lower())


def follow(marc: Marc, wanted: Follow) -> Marc | None:
    """The record with the headings rewritten; None when there is nothing to rewrite."""
    fields, changed = [], False
    for each in marc.fields:
        new = (
            _rewritten(each, wanted) if isinstance(each, DataField) and KINDS.get(each.tag) == wanted.to.kind else each
        )
        changed = changed or (new is not each and new != each)
        fields.append(new)
    if not changed:
        return None
    return Marc(marc.leader, _once(marc.fields, fields))


def _once(before: list, after: list) -> list:
    """Two headings that have become one stand there once, unless their roles differ."""
    kept, known = [], set()
    for old, new in zip(before, after, strict=True):
        said = (new.tag, fold(new.text()), getattr(new, "ind2", "")) if new.tag in KINDS else None
        if said and said in known and (old != new or old not in kept):
            continue
        if said:
            known.add(said)
        kept.append(new)
    return kept


def _rewritten(old: DataField, wanted: Follow) -> DataField:
    mains = main_headings(old)
    if len(mains) > 1:
        return _part_rewritten(old, wanted)
    if not mains:
        return old
    whole, main = whole_heading(old), mains[0]
    if key_of(whole) in wanted.keys:
        new = _with_main(old, wanted, wanted.to.heading) if whole == main else _with_whole(old, wanted)
    elif key_of(main) in wanted.keys:
        new = _with_main(old, wanted, wanted.to.heading)
    else:
        return old
    return new if new is None or new == old else _marked(old, new, wanted)


def main_headings(each: DataField) -> list[str]:
    """The headings of a field without divisions and titles; several when they share the field."""
    kind = KINDS[each.tag]
    if kind in _NAMES:
        return [one.heading for one in contributors_in(each)]
    if kind in ("title", "series"):
        found = unpunctuated(each.text(MAIN[kind]))
        if kind == "series" and not each.get("v") and " ; " in found:
            found = found.rsplit(" ; ", 1)[0].strip()
        return [found] if found else []
    return [part for text in each.text("abcd").split(";") if (part := unpunctuated(text))]


def whole_heading(each: DataField) -> str:
    """The heading with its title and divisions, as the catalogue knows it."""
    kind = KINDS[each.tag]
    if each.tag[0] != "6" or kind == "series":
        return (main_headings(each) or [""])[0]
    found = subjects.headings_in(each, kind)
    return found[0] if found else ""


def _with_main(old: DataField, wanted: Follow, heading: str) -> DataField:
    """The field with another main heading; what comes before and behind it stays."""
    kind = KINDS[old.tag]
    held = [at for at, (code, _value) in enumerate(old.subfields) if code in MAIN[kind]]
    stop = next((at for at, (code, _v) in enumerate(old.subfields) if code in f"tkf{DIVISIONS}"), len(old.subfields))
    held = [at for at in held if at < stop]
    if not held:
        return old
    mine = [old.subfields[at] for at in held]
    new, ind1 = subfields_of(replace(wanted.to, heading=heading), like=mine)
    new = _ended(new, mine[-1][1])
    kept = list(old.subfields)
    for at in reversed(held):
        del kept[at]
    kept[held[0] : held[0]] = new
    return DataField(old.tag, _first_indicator(old, kind, ind1, new), _filing(old, kind, new), kept)


def _with_whole(old: DataField, wanted: Follow) -> DataField:
    """A heading with divisions (or a title) becomes another whole heading."""
    kind, title = KINDS[old.tag], old.get("t")
    if wanted.to.subfields:
        codes = MAIN[kind] + DIVISIONS + "t"
        mine = [pair for pair in old.subfields if pair[0] in codes]
        new = _ended(list(wanted.to.subfields), mine[-1][1])
        rest = [pair for pair in old.subfields if pair[0] not in codes]
        before = [pair for pair in rest if old.subfields.index(pair) < old.subfields.index(mine[0])]
        behind = [pair for pair in rest if pair not in before]
        return DataField(old.tag, wanted.to.ind1 or old.ind1, old.ind2, [*before, *new, *behind])
    main, *divisions = wanted.to.heading.split(_DASH)
    if title is not None:
        name = main_headings(old)[0]
        if not main.startswith(f"{name}. "):
            return old  # whose title it is cannot be told
        new_title = main.removeprefix(f"{name}. ")
        kept = [
            (c, _ended([(c, new_title)], v)[0][1]) if c == "t" else (c, v) for c, v in old.subfields if c not in "pl"
        ]
        changed = DataField(old.tag, old.ind1, old.ind2, kept)
    else:
        changed = _with_main(old, wanted, main) if main != main_headings(old)[0] else old
    return _with_divisions(changed, divisions)


def _with_divisions(old: DataField, divisions: list[str]) -> DataField:
    mine = [(code, value) for code, value in old.subfields if code in DIVISIONS]
    if [unpunctuated(value) for _code, value in mine] == divisions:
        return old
    codes = [code for code, _value in mine]
    if len(codes) != len(divisions):
        known = {fold(value): code for code, value in mine}
        codes = [known.get(fold(text)) or ("y" if text[:1].isdigit() else "x") for text in divisions]
    last = old.subfields[-1][1] if not mine else mine[-1][1]
    new = _ended(list(zip(codes, divisions, strict=True)), last) if divisions else []
    kept = [(code, value) for code, value in old.subfields if code not in DIVISIONS]
    at = next((i for i, (code, _v) in enumerate(old.subfields) if code in DIVISIONS), None)
    if at is None:
        at = max(i for i, (code, _v) in enumerate(kept) if code in f"{MAIN[KINDS[old.tag]]}t") + 1
    kept[at:at] = new
    return DataField(old.tag, old.ind1, old.ind2, kept)


def _part_rewritten(old: DataField, wanted: Follow) -> DataField:
    """One of several headings that somebody put into one field, with semicolons between."""
    kept = []
    for code, value in old.subfields:
        if code == "a":
            parts = value.split(";")
            value = ";".join(_part(part, wanted) for part in parts)
        kept.append((code, value))
    return DataField(old.tag, old.ind1, old.ind2, kept)


def _part(text: str, wanted: Follow) -> str:
    inside = unpunctuated(text)
    if key_of(inside) not in wanted.keys:
        return text
    start = text.find(inside)
    return text[:start] + wanted.to.heading + text[start + len(inside) :] if start >= 0 else text


def _marked(old: DataField, new: DataField, wanted: Follow) -> DataField:
    """Subjects say which list they belong to; a merged heading's number in its old list means nothing any more."""
    subfields = [pair for pair in new.subfields if not (wanted.merged and pair[0] in "01")]
    ind2 = new.ind2
    if old.tag[0] == "6" and KINDS[old.tag] != "series" and key_of(whole_heading(old)) != key_of(whole_heading(new)):
        ind2 = SOURCE_MARKS.get(wanted.to.source, "7" if wanted.to.source else "4")
        if ind2 != old.ind2 or ind2 == "7":
            subfields = [pair for pair in subfields if pair[0] != "2"]
            subfields += [("2", wanted.to.source)] if ind2 == "7" else []
    return DataField(new.tag, new.ind1, ind2, subfields)


def subfields_of(form: Form, like: list[tuple[str, str]] | None = None) -> tuple[list[tuple[str, str]], str]:
    """A heading as subfields and first indicator ("" when it does not matter). `like` are those it replaces: a body's
    parts stay divided as they were."""
    if form.subfields:
        return list(form.subfields), form.ind1
    if form.kind == "person":
        found = _person(form.heading)
        probe = DataField("100", "1", " ", found)
        if [one.heading for one in contributors_in(probe)] != [form.heading]:
            found = [("a", form.heading)]
        return found, "1" if "," in found[0][1].rstrip(",") else "0"
    if form.kind in ("corporate", "meeting"):
        return _body(form.heading, like or []), form.ind1
    main, *divisions = form.heading.split(_DASH) if form.kind not in ("title", "series") else [form.heading]
    codes = ["y" if text[:1].isdigit() else "x" for text in divisions]
    return [("a", main), *zip(codes, divisions, strict=True)], form.ind1


def _person(heading: str) -> list[tuple[str, str]]:
    fuller = FULLER.search(heading)
    plain = FULLER.sub("", heading).strip() if fuller and heading.rstrip().endswith(")") else heading
    parts = [part.strip() for part in COMMA.split(plain)]
    dates = [part for part in parts[1:] if DATES.match(part)]
    titles = [part for part in parts[1:] if part not in dates and (is_title(part, parts[0]) or part in parts[2:])]
    names = [part for part in parts if part not in dates and part not in titles]
    found = [("a", ", ".join(names))]
    found += [("c", ", ".join(titles))] if titles else []
    found += [("q", fuller[0].strip())] if plain is not heading and fuller else []
    found += [("d", ", ".join(dates))] if dates else []
    for at in range(len(found) - 1):
        code, value = found[at]
        if found[at + 1][0] != "q" and not value.endswith(","):
            found[at] = (code, f"{value},")
    return found


def _body(heading: str, like: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Divided into $a and $b as the one before was, as far as its parts still stand there."""
    found, rest = [], heading
    units = [(code, value) for code, value in like if code in "ab"]
    for at, (code, value) in enumerate(units[:-1]):
        text = unpunctuated(value)
        if rest.startswith(f"{text}. "):
            found.append((code, f"{text}."))
            rest = rest[len(text) + 2 :]
            continue
        pieces = rest.split(". ")
        if len(pieces) == len(units) - at:
            codes = [code for code, _value in units[at:]]
            found += [(c, f"{p}.") for c, p in zip(codes[:-1], pieces[:-1], strict=True)]
            return [*found, (codes[-1], pieces[-1])]
        break
    code = units[len(found)][0] if len(found) < len(units) else "b" if found else "a"
    return [*found, (code, rest)]


def _ended(new: list[tuple[str, str]], before: str) -> list[tuple[str, str]]:
    """With the punctuation at the end that stood there before, or none."""
    plain = unpunctuated(before)
    tail = before.rstrip()[len(plain) :] if before.startswith(plain) else ""
    code, value = new[-1]
    value = value.rstrip(" ,;:")
    if (tail == "." and value[-1:] in ".)-") or (tail == "," and value.endswith("-")):
        tail = ""
    return [*new[:-1], (code, f"{value}{tail}")]


def _first_indicator(old: DataField, kind: str, wanted: str, new: list[tuple[str, str]]) -> str:
    if kind == "person":
        return old.ind1 if old.ind1 == "3" and wanted == "1" else wanted or old.ind1
    if kind == "title" and new[0][1] != old.get("a"):
        return "0"
    return wanted if wanted and kind in ("corporate", "meeting") else old.ind1


def _filing(old: DataField, kind: str, new: list[tuple[str, str]]) -> str:
    """830 counts the letters of an article in its second indicator; another title begins anew."""
    return "0" if kind == "series" and old.ind2.isdigit() and new[0][1] != old.get("a") else old.ind2
