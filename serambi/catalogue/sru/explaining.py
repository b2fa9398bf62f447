"""Explain: what a server says about itself (ZeeRex): its name, indexes, formats and limits."""

from dataclasses import dataclass, field

from serambi.catalogue.sru.answers import NotUnderstood, child, local, parsed, text_of
from serambi.catalogue.sru.asking import INDEX_NAME

MOST = 500


@dataclass(slots=True)
class Explained:
    title: str = ""
    version: str = ""
    indexes: list[str] = field(default_factory=list)
    """As they stand in a query: "dc.title"."""
    schemas: list[tuple[str, str]] = field(default_factory=list)
    """(short name, identifier)"""
    most_records: int | None = None

    @property
    def marc_schema(self) -> str:
        """The short name of the format that is MARCXML, or ""."""
        for name, identifier in self.schemas:
            if "marcxml" in f"{name} {identifier}".lower() or "MARC21/slim" in identifier:
                return name or identifier
        return next((name for name, _identifier in self.schemas if "marc" in name.lower()), "")


def read_explain(body: bytes) -> Explained | None:
    """What the server tells; None when it answers without telling anything. Raises `NotUnderstood`."""
    root = parsed(body)
    if local(root) not in {"explainResponse", "explain", "searchRetrieveResponse"}:
        raise NotUnderstood("not_sru", local(root))
    told = next((each for each in root.iter() if local(each) == "explain"), None)
    if told is None:
        packed = next((each for each in root.iter() if local(each) == "recordData"), None)
        text = "".join(packed.itertext()).strip() if packed is not None else ""
        if not text.startswith("<"):
            return None
        told = parsed(text.encode("utf-8", "replace"))
    found = Explained()
    for each in told:
        name = local(each)
        if name == "serverInfo":
            found.version = (each.get("version") or "")[:10]
        elif name == "databaseInfo":
            found.title = text_of(each, "title")[:200]
        elif name == "indexInfo":
            found.indexes = _indexes(each)
        elif name == "schemaInfo":
            schemas = [each for each in each if local(each) == "schema"]
            found.schemas = [((s.get("name") or "")[:80], (s.get("identifier") or "")[:200]) for s in schemas[:50]]
        elif name == "configInfo":
            found.most_records = _limit(each)
    return found


def _indexes(info) -> list[str]:
    found: dict[str, None] = {}
    for index in info:
        if local(index) != "index" or len(found) >= MOST:
            continue
        for mapped in index:
            name = child(mapped, "name") if local(mapped) == "map" else None
            if name is None or not (name.text or "").strip():
                continue
            short = ".".join(filter(None, [name.get("set") or "", name.text.strip()]))
            if INDEX_NAME.match(short):
                found[short] = None
    return list(found)


def _limit(config) -> int | None:
    for each in config:
        text = "".join(each.itertext()).strip()
        if each.get("type") == "maximumRecords" and text.isascii() and text.isdigit() and len(text) < 9:
            return int(text)
    return None
