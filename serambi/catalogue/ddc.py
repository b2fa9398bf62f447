"""Shelf classes and their names: Dewey's ten and hundred, and the Islamic classes 2X of Indonesian libraries.

A code is what the class facet holds: "8" the main class, "81" the division, "813" the section, "2x" and "2x4" for
Islam. The names are our own wording, short enough for a sign on a shelf.
"""

import re
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

__all__ = ["DIVISIONS", "MAIN", "ShelfClass", "class_of", "codes_of", "name_of", "number_of", "parents_of", "trail_of"]

CODE = re.compile(r"(?:\d{1,3}|2x\d?)\Z")
IN_CALL = re.compile(r"\d{3}(?!\d)|2x\d?", re.IGNORECASE)

MAIN = {
    "0": _("General works and computers"),
    "1": _("Philosophy and psychology"),
    "2": _("Religion"),
    "2x": _("Islam"),
    "3": _("Society"),
    "4": _("Language"),
    "5": _("Science and mathematics"),
    "6": _("Applied science and technology"),
    "7": _("Arts, sport and play"),
    "8": _("Literature"),
    "9": _("History and geography"),
}
DIVISIONS = {
    "00": _("Computers, knowledge and systems"),
    "01": _("Bibliographies"),
    "02": _("Libraries and information"),
    "03": _("Encyclopedias and books of facts"),
    "04": _("Other general works"),
    "05": _("Magazines and journals"),
    "06": _("Associations and museums"),
    "07": _("News media and publishing"),
    "08": _("Collected works and quotations"),
    "09": _("Manuscripts and rare books"),
    "10": _("Philosophy in general"),
    "11": _("Being and existence"),
    "12": _("Knowledge and the mind"),
    "13": _("Parapsychology and the occult"),
    "14": _("Schools of philosophy"),
    "15": _("Psychology"),
    "16": _("Logic"),
    "17": _("Ethics and good conduct"),
    "18": _("Ancient and Eastern philosophy"),
    "19": _("Modern Western philosophy"),
    "20": _("Religion in general"),
    "21": _("Philosophy of religion"),
    "22": _("The Bible"),
    "23": _("Christian faith"),
    "24": _("Christian life"),
    "25": _("Local churches"),
    "26": _("Church and society"),
    "27": _("History of Christianity"),
    "28": _("Christian denominations"),
    "29": _("Other religions"),
    "2x0": _("Islam in general"),
    "2x1": _("The Quran and its study"),
    "2x2": _("Hadith and its study"),
    "2x3": _("Islamic belief"),
    "2x4": _("Islamic law (fiqh)"),
    "2x5": _("Morals and Sufism"),
    "2x6": _("Islamic society and culture"),
    "2x7": _("Islamic philosophy and teaching"),
    "2x8": _("Schools and movements in Islam"),
    "2x9": _("History of Islam and lives of Muslims"),
    "30": _("Social sciences in general"),
    "31": _("Statistics"),
    "32": _("Politics"),
    "33": _("Economics"),
    "34": _("Law"),
    "35": _("Government and the military"),
    "36": _("Social problems and services"),
    "37": _("Education"),
    "38": _("Trade, transport and communication"),
    "39": _("Customs, folklore and etiquette"),
    "40": _("Language in general"),
    "41": _("Linguistics; Indonesian and Malay in many libraries"),
    "42": _("English"),
    "43": _("German and related languages"),
    "44": _("French and related languages"),
    "45": _("Italian and related languages"),
    "46": _("Spanish and Portuguese"),
    "47": _("Latin"),
    "48": _("Greek"),
    "49": _("Other languages, Indonesian and regional ones among them"),
    "50": _("Science in general"),
    "51": _("Mathematics"),
    "52": _("Astronomy"),
    "53": _("Physics"),
    "54": _("Chemistry"),
    "55": _("Earth science"),
    "56": _("Fossils and dinosaurs"),
    "57": _("Biology"),
    "58": _("Plants"),
    "59": _("Animals"),
    "60": _("Technology in general"),
    "61": _("Medicine and health"),
    "62": _("Engineering"),
    "63": _("Farming and fishery"),
    "64": _("Home, family and cooking"),
    "65": _("Business and management"),
    "66": _("Chemical engineering and food industry"),
    "67": _("Manufacturing"),
    "68": _("Crafts and products"),
    "69": _("Building"),
    "70": _("Arts in general"),
    "71": _("Towns, gardens and landscape"),
    "72": _("Architecture"),
    "73": _("Sculpture and metalwork"),
    "74": _("Drawing, weaving and decoration"),
    "75": _("Painting"),
    "76": _("Printmaking"),
    "77": _("Photography"),
    "78": _("Music"),
    "79": _("Sport, games, film and performance"),
    "80": _("Literature in general"),
    "81": _("Literature in English of the Americas; Indonesian fiction in many libraries"),
    "82": _("Literature in English"),
    "83": _("German and related literature"),
    "84": _("French and related literature"),
    "85": _("Italian and related literature"),
    "86": _("Spanish and Portuguese literature"),
    "87": _("Latin literature"),
    "88": _("Greek literature"),
    "89": _("Other literature, Indonesian and regional among it"),
    "90": _("History in general"),
    "91": _("Geography and travel"),
    "92": _("Lives of people"),
    "93": _("The ancient world"),
    "94": _("History of Europe"),
    "95": _("History of Asia and Indonesia"),
    "96": _("History of Africa"),
    "97": _("History of North America"),
    "98": _("History of South America"),
    "99": _("History of other regions"),
}
SECTIONS = {
    "004": _("Computers"),
    "005": _("Programming"),
    "158": _("Self-development"),
    "297": _("Islam"),
    "332": _("Money and banking"),
    "371": _("Schools and teaching"),
    "398": _("Folk tales and legends"),
    "510": _("Mathematics"),
    "641": _("Food and recipes"),
    "658": _("Management"),
    "741": _("Drawing and comics"),
    "746": _("Weaving and textiles"),
    "796": _("Sport"),
    "808": _("Writing and anthologies"),
    "811": _("Poetry"),
    "812": _("Drama"),
    "813": _("Fiction"),
    "899": _("Literature of Indonesia and the Pacific"),
    "920": _("Biographies"),
    "959": _("History of Southeast Asia and Indonesia"),
}


@dataclass(frozen=True, slots=True)
class ShelfClass:
    """One class: `code` as in the facet, `number` as on a shelf sign, `name` as people say it (may be empty)."""

    code: str
    number: str
    name: str


def number_of(code: str) -> str:
    """The code as a shelf sign shows it: "8" is 800, "2x4" is 2X4."""
    return code.upper() if code.startswith("2x") else code.ljust(3, "0")


def name_of(code: str) -> str:
    """The name of a class, or of the nearest class above that has one."""
    for candidate in (code, *reversed(parents_of(code))):
        found = MAIN.get(candidate) or DIVISIONS.get(candidate) or SECTIONS.get(candidate)
        if found:
            return str(found)
    return ""


def class_of(code: str) -> ShelfClass | None:
    """The class behind a code from an address; None when it is no code at all."""
    code = code.lower()
    return ShelfClass(code, number_of(code), name_of(code)) if CODE.match(code) else None


def parents_of(code: str) -> list[str]:
    """The classes above, the widest first: "2x4" stands below "2" and "2x"."""
    if code.startswith("2x"):
        return ["2", "2x"][: len(code) - 1]
    return [code[:length] for length in range(1, len(code))]


def trail_of(known: ShelfClass) -> tuple[list[tuple[str, str]], str]:
    """The way to a class: (code, words) of those above, and the words for itself. No number stands in it twice,
    because 8, 80 and 800 are all 800 on a shelf sign."""
    above: list[tuple[str, str]] = []
    numbers: set[str] = set()
    for parent in map(class_of, parents_of(known.code)):
        if parent.number == known.number and parent.name == known.name:
            continue  # 80 and 800 are one class under one name
        above.append((parent.code, parent.name if parent.number in numbers else f"{parent.number} {parent.name}"))
        numbers.add(parent.number)
    return above, known.name if known.number in numbers else known.number


def codes_of(*numbers: str) -> list[str]:
    """Facet values for class numbers or call numbers ("813.54 HIR l"): every class each of them stands in."""
    found: dict[str, None] = {}
    for number in numbers:
        match = IN_CALL.search(number)
        if match:
            code = match[0].lower()
            found.update(dict.fromkeys([*parents_of(code), code]))
    return list(found)
