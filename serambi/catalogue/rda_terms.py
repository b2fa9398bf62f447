"""What RDA calls content, media and carrier (336 to 338), by code, for people who read and choose. Records keep the
words that they have (`marc.form.specs.RDA`)."""

from django.utils.translation import pgettext_lazy

from serambi.catalogue.marc.record import DataField

TERMS = {
    "336": {
        "txt": pgettext_lazy("RDA", "text"), "sti": pgettext_lazy("RDA", "still image"),
        "spw": pgettext_lazy("RDA", "spoken word"), "prm": pgettext_lazy("RDA", "performed music"),
        "tdi": pgettext_lazy("RDA", "two-dimensional moving image"), "cri": pgettext_lazy("RDA", "cartographic image"),
        "ntm": pgettext_lazy("RDA", "notated music"), "tct": pgettext_lazy("RDA", "tactile text"),
        "tdf": pgettext_lazy("RDA", "three-dimensional form"), "crd": pgettext_lazy("RDA", "cartographic dataset"),
        "cop": pgettext_lazy("RDA", "computer program"), "cod": pgettext_lazy("RDA", "computer dataset"),
        "snd": pgettext_lazy("RDA", "sounds"),
    },
    "337": {
        "n": pgettext_lazy("RDA", "unmediated"), "c": pgettext_lazy("RDA", "computer"),
        "s": pgettext_lazy("RDA", "audio"), "v": pgettext_lazy("RDA", "video"), "h": pgettext_lazy("RDA", "microform"),
        "g": pgettext_lazy("RDA", "projected"), "z": pgettext_lazy("RDA", "unspecified"),
    },
    "338": {
        "nc": pgettext_lazy("RDA", "volume"), "nb": pgettext_lazy("RDA", "sheet"),
        "cr": pgettext_lazy("RDA", "online resource"), "sd": pgettext_lazy("RDA", "audio disc"),
        "ss": pgettext_lazy("RDA", "audiocassette"), "vd": pgettext_lazy("RDA", "videodisc"),
        "vf": pgettext_lazy("RDA", "videocassette"), "cd": pgettext_lazy("RDA", "computer disc"),
        "ck": pgettext_lazy("RDA", "computer card"), "no": pgettext_lazy("RDA", "card"),
        "nr": pgettext_lazy("RDA", "object"), "sz": pgettext_lazy("RDA", "other audio carrier"),
        "cz": pgettext_lazy("RDA", "other computer carrier"),
    },
}  # fmt: skip


def gloss(field: DataField) -> str:
    """The terms of a field in the reader's language; empty where its own words say just that."""
    terms = TERMS.get(field.tag, {})
    known = [str(terms[code]) for code in field.all("b") if code in terms]
    return ", ".join(known) if known and known != field.all("a") else ""
