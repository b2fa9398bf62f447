"""The indexed description of a record: `describe(marc)`.

Reads MARC 21 and INDOMARC as they are meant and as they are met: several names in one field, everything in $a, leaders
at their default. It never raises and never changes the record; what a record does not say stays empty.
"""

import re
from urllib.parse import urlsplit

from serambi.catalogue.marc.description import Description, Link
from serambi.catalogue.marc.formats import audience_of, format_of, is_fiction
from serambi.catalogue.marc.languages import languages_of
from serambi.catalogue.marc.names import contributors_of
from serambi.catalogue.marc.numbers import isbns_in, issns_in, year_of
from serambi.catalogue.marc.record import DataField, Marc
from serambi.catalogue.marc.subjects import call_number_of, class_of, subjects_of
from serambi.catalogue.marc.view import View, tidy, unbracketed, unique, unpunctuated
from serambi.kit.folding import fold

KINDS = {"z": "authority", "u": "holdings", "v": "holdings", "x": "holdings", "y": "holdings"}
NOTES = (
    "500",
    "501",
    "502",
    "504",
    "508",
    "511",
    "515",
    "518",
    "525",
    "530",
    "534",
    "538",
    "546",
    "550",
    "580",
    "586",
    "590",
)
LINK_KINDS = {"0": "resource", "1": "version", "2": "related"}
STATEMENT = re.compile(r"\s+/\s+")
CONTENTS = re.compile(r"\s*(?:--|—)\s*")
MOST_CONTENTS = 500
ADDRESS = re.compile(r"^https?://[^\s<>\"\x00-\x20]+$", re.IGNORECASE)


def describe(marc: Marc) -> Description:
    """What the record says, ready for index and screen."""
    view = View(marc)
    seen = Description(record_kind=KINDS.get(view.leader[6], "bibliographic"))
    seen.control_number = tidy(view.control.get("001", ""))
    seen.control_source = tidy(view.control.get("003", ""))
    seen.system_numbers = unique(view.values("035"))
    _numbers(view, seen)
    _title(view, seen)
    _imprint(view, seen)
    _physical(view, seen)
    seen.languages, seen.original_languages = languages_of(view)
    seen.ddc, seen.call_number = class_of(view), call_number_of(view)
    seen.subjects, seen.contributors = subjects_of(view), contributors_of(view)
    headings = [subject.heading for subject in seen.subjects]
    seen.format, seen.format_reason = format_of(view)
    seen.audience = audience_of(view, headings)
    seen.fiction = is_fiction(view, seen.ddc, headings)
    seen.summary = "\n".join(view.texts("520", codes="ab"))
    seen.contents = _contents(view)
    seen.notes = unique(view.texts(*NOTES, codes="abcdgopu3"))
    seen.links = _links(view)
    seen.accessibility = unique(view.texts("341", codes="abcde") + view.texts("532", codes="a"))
    _serial(view, seen)
    return seen


def _numbers(view: View, seen: Description) -> None:
    for value in view.values("020"):
        valid = isbns_in(value)
        seen.isbns += valid
        if not valid and any(char.isdigit() for char in value):
            seen.isbns_raw.append(value)
    seen.isbns = unique(seen.isbns)
    seen.isbns_raw = unique(seen.isbns_raw + view.values("020", "z"))
    seen.issns = unique(issn for value in view.values("022") for issn in issns_in(value))


def _title(view: View, seen: Description) -> None:
    field = next(iter(view.all("245", "240", "130", "246")), None)
    if field is None:
        seen.title = seen.title_main = seen.title_sort = _heading_title(view)
        return
    main, rest = tidy(field.text("as")), tidy(field.text("b"))
    statement = tidy(field.text("c"))
    if not statement and not rest and STATEMENT.search(main):
        main, statement = STATEMENT.split(main, maxsplit=1)
    if not main and not rest:  # a mistyped code, or the whole title in its parts
        main = next((text for code, value in field.subfields if code not in "chnp68" and (text := tidy(value))), "")
    joint = " = " if main.endswith("=") else "; " if main.endswith(";") else ": "
    if not rest and " : " in main:
        main, rest = main.split(" : ", 1)
    part = ", ".join(filter(None, (unpunctuated(value) for value in field.all("np"))))
    seen.title_main, seen.title_rest, seen.part = unpunctuated(main), unpunctuated(rest), part
    seen.responsibility = unpunctuated(statement)
    if not seen.title_main:
        seen.title_main, seen.title_rest = seen.title_rest, ""
    title = joint.join(filter(None, [seen.title_main, seen.title_rest]))
    seen.title = ". ".join(filter(None, [title, part]))
    skipped = int(field.ind2) if field.tag == "245" and field.ind2 in tuple("123456789") else 0
    tail = seen.title[skipped:].lstrip(" '\"‘’“”-") if skipped < len(seen.title) else ""
    seen.title_sort = (tail[:1].upper() + tail[1:]) or seen.title
    _variants(view, seen, field)


def _heading_title(view: View) -> str:
    """Authority and UNIMARC records have no title field of MARC 21: their heading or 200 $a serves."""
    for tag in ("200", "100", "110", "111", "150", "151", "155", "148"):
        for field in view.data.get(tag, ()):
            if text := unpunctuated(field.text("aet" if tag == "200" else "abcdnqtxvyz")):
                return text
    return ""


def _variants(view: View, seen: Description, shown: DataField) -> None:
    found = []
    for field in view.all("130", "240", "210", "222", "242", "243", "246", "247", "740", "880"):
        if field is shown:
            continue
        if field.tag == "880" and (field.get("6") or "")[:3] not in ("245", "240", "246", "130", "740"):
            continue
        main, rest = unpunctuated(field.text("a")), unpunctuated(field.text("b"))
        part = ", ".join(filter(None, (unpunctuated(value) for value in field.all("np"))))
        title = ": ".join(filter(None, [main, rest]))
        found.append(". ".join(filter(None, [title, part])))
    own = fold(seen.title)
    seen.variant_titles = unique(title for title in found if title and fold(title) != own)


def _imprint(view: View, seen: Description) -> None:
    fields = [each for each in view.data.get("264", ()) if each.ind2 == "1"]
    fields += view.data.get("260", [])
    fields += [each for each in view.data.get("264", ()) if each.ind2 != "1"]
    for field in fields:
        seen.place = seen.place or next(filter(None, map(unbracketed, field.all("a"))), "")
        seen.publisher = seen.publisher or next(filter(None, map(unbracketed, field.all("b"))), "")
        seen.year_text = seen.year_text or tidy(field.text("c")).rstrip(" ,;").removesuffix(".")
    coded = view.control.get("008", "") if seen.record_kind == "bibliographic" else ""
    seen.year = year_of(seen.year_text, coded[7:11], coded[6:7])
    seen.edition = unpunctuated(view.first("250", "a"))


def _physical(view: View, seen: Description) -> None:
    field = next(iter(view.data.get("300", ())), None)
    if field is not None:
        seen.extent = unpunctuated(field.text("af"))
        seen.dimensions = unpunctuated(field.text("c"))
    series: dict[str, tuple[str, str]] = {}
    for each in view.all("490", "440", "830", "800", "810", "811"):
        title = unpunctuated(each.text("anp" if each.tag[0] == "4" or each.tag == "830" else "tnp"))
        volume = unpunctuated(each.get("v") or "")
        if not volume and " ; " in title:
            title, volume = (part.strip() for part in title.rsplit(" ; ", 1))
        if title and (fold(title) not in series or not series[fold(title)][1]):
            series[fold(title)] = (title, volume)
    seen.series = list(series.values())


def _contents(view: View) -> list[str]:
    found: list[str] = []
    for field in view.data.get("505", ()):
        text = tidy(field.text("agrt"))
        found += [unpunctuated(part) for part in CONTENTS.split(text)]
    return [part for part in found if part][:MOST_CONTENTS]


def _links(view: View) -> list[Link]:
    found: dict[str, Link] = {}
    for field in view.data.get("856", ()):
        label = next((text for code in "y3z" if (text := tidy(field.get(code) or ""))), "")
        for value in field.all("u"):
            url = tidy(value)
            if url.lower().startswith("www."):
                url = f"http://{url}"
            if _is_web_address(url):
                found.setdefault(url, Link(url, label, LINK_KINDS.get(field.ind2, "")))
    return list(found.values())


def _is_web_address(url: str) -> bool:
    if not ADDRESS.match(url):
        return False
    try:
        return bool(urlsplit(url).hostname)
    except ValueError:
        return False


def _serial(view: View, seen: Description) -> None:
    seen.frequency = unpunctuated(view.first("310"))
    seen.numbering = "; ".join(view.values("362"))
    held = view.texts("866", "867", "868", codes="a")
    for field in view.all("863", "864", "865"):
        counted = ":".join(tidy(value) for value in field.all("abcdef"))
        dated = "/".join(tidy(value) for value in field.all("ijkl"))
        held.append(f"{counted} ({dated})" if counted and dated else counted or dated)
    seen.holdings = unique(filter(None, held))
