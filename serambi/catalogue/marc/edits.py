"""Small changes that many records get alike. Pure: each edit takes a record, changes it, and says whether it did.

An edit is a plain dict, so that it can be stored: {"do": one of `EDITS`, "tag", "code", "value", "find"}.
"""

import re
from collections.abc import Callable

from serambi.catalogue.marc.formats import WITH_AUDIENCE, WITHOUT_AUDIENCE
from serambi.catalogue.marc.record import ControlField, DataField, Marc
from serambi.kit.folding import fold

_TAG = re.compile(r"[0-9]{3}")
_CODED = {"language": (35, 3), "audience": (22, 1)}
AUDIENCES = {"child": "j", "teen": "d", "adult": "e", "unknown": " "}
"""Our audiences as 008/22 has them."""
TAKES = {
    "add_field": ("tag", "code", "value"),
    "remove_field": ("tag", "find"),
    "set_subfield": ("tag", "code", "value"),
    "remove_subfield": ("tag", "code", "find"),
    "replace_text": ("tag", "code", "find", "value"),
    "add_subject": ("value",),
    "remove_subject": ("find",),
    "language": ("value",),
    "audience": ("value",),
}
"""Which of its parts an edit uses; tag, code and find may be empty where `OPTIONAL` says so."""
OPTIONAL = {("replace_text", "tag"), ("replace_text", "code"), ("replace_text", "value"), ("remove_field", "find"),
            ("remove_subfield", "find")}  # fmt: skip


def problem(edit: dict) -> str:
    """What is wrong with an edit: "missing", "tag", "code", "language", "audience", or ""."""
    takes = TAKES.get(edit.get("do", ""))
    if takes is None:
        return "missing"
    tag, code, value = edit.get("tag", ""), edit.get("code", ""), edit.get("value", "")
    if any(not edit.get(part) and (edit["do"], part) not in OPTIONAL for part in takes):
        return "missing"
    if tag and "tag" in takes and (not _TAG.fullmatch(tag) or tag < "010"):
        return "tag"
    if code and "code" in takes and not re.fullmatch(r"[a-z0-9]", code):
        return "code"
    if edit["do"] == "language" and not re.fullmatch(r"[a-z]{3}", value):
        return "language"
    return "audience" if edit["do"] == "audience" and value not in AUDIENCES else ""


def apply(marc: Marc, edits: list[dict]) -> list[int]:
    """Do every edit, one after the other, on the record itself; which of them (by place) changed something."""
    return [index for index, edit in enumerate(edits) if EDITS[edit["do"]](marc, edit)]


def _add_field(marc: Marc, edit: dict) -> bool:
    new = DataField(edit["tag"], " ", " ", [(edit["code"], edit["value"])])
    return _insert(marc, new)


def _insert(marc: Marc, new: DataField) -> bool:
    if any(
        isinstance(each, DataField) and each.tag == new.tag and each.subfields == new.subfields for each in marc.fields
    ):
        return False
    at = next((n for n, each in enumerate(marc.fields) if each.tag.isdigit() and each.tag > new.tag), len(marc.fields))
    marc.fields.insert(at, new)
    return True


def _remove_field(marc: Marc, edit: dict) -> bool:
    find = edit.get("find", "")
    return _drop(marc, lambda each: each.tag == edit["tag"] and (not find or find in each.text()))


def _drop(marc: Marc, is_it: Callable[[DataField], bool]) -> bool:
    kept = [each for each in marc.fields if isinstance(each, ControlField) or not is_it(each)]
    changed = len(kept) < len(marc.fields)
    marc.fields = kept
    return changed


def _set_subfield(marc: Marc, edit: dict) -> bool:
    changed = False
    for each in _data(marc, edit["tag"]):
        before = list(each.subfields)
        values, done = [], False
        for code, value in before:
            if code == edit["code"] and not done:
                values.append((code, edit["value"]))
                done = True
            else:
                values.append((code, value))
        each.subfields = values if done else [*values, (edit["code"], edit["value"])]
        changed |= each.subfields != before
    return changed


def _remove_subfield(marc: Marc, edit: dict) -> bool:
    find, changed = edit.get("find", ""), False
    for each in _data(marc, edit["tag"]):
        kept = [(c, v) for c, v in each.subfields if c != edit["code"] or (find and find not in v)]
        changed |= len(kept) < len(each.subfields)
        each.subfields = kept
    if changed:
        _drop(marc, lambda each: each.tag == edit["tag"] and not each.subfields)
    return changed


def _replace_text(marc: Marc, edit: dict) -> bool:
    find, value, changed = edit["find"], edit.get("value", ""), False
    for each in _data(marc, edit.get("tag", "")):
        before = list(each.subfields)
        each.subfields = [
            (c, v.replace(find, value) if not edit.get("code") or c == edit["code"] else v) for c, v in before
        ]
        changed |= each.subfields != before
    return changed


def _data(marc: Marc, tag: str):
    return (each for each in marc.fields if isinstance(each, DataField) and (not tag or each.tag == tag))


def _add_subject(marc: Marc, edit: dict) -> bool:
    wanted = fold(edit["value"])
    if any(each.tag.startswith("6") and fold(each.text("a")) == wanted for each in _data(marc, "")):
        return False
    return _insert(marc, DataField("650", " ", "4", [("a", edit["value"])]))


def _remove_subject(marc: Marc, edit: dict) -> bool:
    wanted = fold(edit["find"])
    return _drop(marc, lambda each: each.tag.startswith("6") and fold(each.text("a").rstrip(". ")) == wanted)


def _coded(marc: Marc, edit: dict) -> bool:
    """A place of 008, and for the language 041 $a where it names a single one. Maps, journals and mixed material have
    something else where the others have their readers: they stay as they are."""
    leader = marc.leader.ljust(24)
    if edit["do"] == "audience" and (leader[6] not in WITH_AUDIENCE or leader[7] in WITHOUT_AUDIENCE):
        return False
    at, width = _CODED[edit["do"]]
    value = AUDIENCES[edit["value"]] if edit["do"] == "audience" else edit["value"]
    changed = False
    field = marc.get("008")
    if isinstance(field, ControlField):
        text = field.value.ljust(40)
        new = text[:at] + value.ljust(width) + text[at + width :]
        changed, field.value = new != field.value, new
    if edit["do"] == "language":
        for each in _data(marc, "041"):
            if len(each.all("a")) == 1 and each.get("a") != value:
                each.subfields = [(c, value if c == "a" else v) for c, v in each.subfields]
                changed = True
        if field is None:
            changed = _insert(marc, DataField("041", "0", " ", [("a", value)])) or changed
    elif field is None:
        changed = _insert_008(marc, value)
    return changed


def _insert_008(marc: Marc, audience: str) -> bool:
    text = "      s        xx      " + audience
    at = next((n for n, each in enumerate(marc.fields) if each.tag > "008"), len(marc.fields))
    marc.fields.insert(at, ControlField("008", text.ljust(40)))
    return True


EDITS: dict[str, Callable[[Marc, dict], bool]] = {
    "add_field": _add_field,
    "remove_field": _remove_field,
    "set_subfield": _set_subfield,
    "remove_subfield": _remove_subfield,
    "replace_text": _replace_text,
    "add_subject": _add_subject,
    "remove_subject": _remove_subject,
    "language": _coded,
    "audience": _coded,
}
