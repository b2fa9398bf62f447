"""Language codes as ISO 639-2/B, from whatever a record writes."""

import re

from serambi.catalogue.marc.view import View, tidy, unique

# Terminology codes, withdrawn MARC codes and two-letter codes, and names that catalogues write out.
SAME = {
    "deu": "ger", "fra": "fre", "zho": "chi", "msa": "may", "nld": "dut", "fas": "per", "ell": "gre", "ces": "cze",
    "slk": "slo", "ron": "rum", "mya": "bur", "kat": "geo", "hye": "arm", "eus": "baq", "cym": "wel", "isl": "ice",
    "mkd": "mac", "mri": "mao", "sqi": "alb", "bod": "tib", "scc": "srp", "scr": "hrv", "esp": "epo", "int": "ina",
    "id": "ind", "en": "eng", "ar": "ara", "jv": "jav", "su": "sun", "ms": "may", "nl": "dut", "fr": "fre", "de": "ger",
    "ja": "jpn", "zh": "chi", "ko": "kor", "es": "spa", "it": "ita", "pt": "por", "ru": "rus", "tr": "tur",
    "indonesia": "ind", "indonesian": "ind", "inggris": "eng", "english": "eng", "arab": "ara", "arabic": "ara",
    "jawa": "jav", "javanese": "jav", "sunda": "sun", "melayu": "may", "malay": "may", "belanda": "dut", "dutch": "dut",
    "jepang": "jpn", "mandarin": "chi", "cina": "chi", "tionghoa": "chi", "korea": "kor", "jerman": "ger",
    "prancis": "fre", "perancis": "fre", "spanyol": "spa", "minang": "min", "minangkabau": "min", "bugis": "bug",
    "bima": "bhp", "kaili": "lew", "madura": "mad", "bali": "ban", "aceh": "ace", "batak": "btk", "sasak": "sas",
}  # fmt: skip
NONE = {"und", "zxx", "mis", "xxx", "unk", "n/a"}
CODE = re.compile(r"[a-z]{3}")


def languages_of(view: View) -> tuple[list[str], list[str]]:
    """Languages of the text (main one first) and of the original."""
    here: list[str] = []
    originals: list[str] = []
    for field in view.data.get("041", ()):
        if field.ind2 == "7" and tidy(field.get("2") or "") not in ("", "iso639-2b", "rfc3066"):
            continue
        for code, value in field.subfields:
            if code in "ad":
                here += codes_in(value)
            elif code == "h":
                originals += codes_in(value)
    coded = codes_in(view.coded("008", 35, 38)) if view.leader[6] not in "zuvxy" else []
    if coded and (not here or coded[0] in here):
        here = coded + here
    return unique(here), unique(originals)


def codes_in(text: str) -> list[str]:
    """ "engfre" is eng and fre; "Indonesia" is ind; "und" and nonsense are nothing."""
    text = tidy(text).lower().removeprefix("bahasa ").rstrip(".")
    if text in SAME:
        return [SAME[text]]
    if len(text) % 3 or not text.isascii() or not text.isalpha() or len(text) > 30:
        return []
    found = [text[i : i + 3] for i in range(0, len(text), 3)]
    return [SAME.get(code, code) for code in found if code not in NONE]
