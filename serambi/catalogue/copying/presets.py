"""Well-known targets, as their libraries publish them. This program was made on a machine without a network, so none of
them has been tried by its makers: the pages say so, and offer to try."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Preset:
    """The fields of a `SruTarget`."""

    code: str
    name: str
    address: str
    version: str = "1.1"
    schema: str = "marcxml"
    packing: str = "xml"
    relation: str = "="
    index_isbn: str = "bath.isbn"
    index_issn: str = "bath.issn"
    index_title: str = "dc.title"
    index_author: str = "dc.creator"
    index_any: str = "cql.serverChoice"


PRESETS = [
    Preset(
        "perpusnas", "Perpustakaan Nasional RI", "https://opac.perpusnas.go.id/sru.aspx",
        index_isbn="bath.isbn", index_author="dc.creator",
    ),
    Preset("loc", "Library of Congress", "http://lx2.loc.gov:210/LCDB", index_author="dc.author", relation="all"),
    Preset(
        "dnb", "Deutsche Nationalbibliothek", "https://services.dnb.de/sru/dnb", schema="MARC21-xml",
        index_isbn="NUM", index_issn="NUM", index_title="TIT", index_author="PER", index_any="WOE",
    ),
    Preset(
        "k10plus", "K10plus (GBV, BSZ)", "https://sru.k10plus.de/opac-de-627",
        index_isbn="pica.isb", index_issn="pica.iss", index_title="pica.tit", index_author="pica.per",
        index_any="pica.all", relation="all",
    ),
    Preset(
        "leiden", "Universiteit Leiden (KITLV, Asia)", "https://leiden.alma.exlibrisgroup.com/view/sru/31UKB_LEU",
        version="1.2", index_isbn="alma.isbn", index_issn="alma.issn", index_title="alma.title",
        index_author="alma.creator", index_any="alma.all_for_ui", relation="all",
    ),
]  # fmt: skip
BY_CODE = {preset.code: preset for preset in PRESETS}
