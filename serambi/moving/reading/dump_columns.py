"""The columns of a CREATE TABLE in their order, with the names quoted in any way, or not at all."""

import re

_PART = re.compile(
    r"'(?:[^'\\]|\\.|'')*+'|`((?:[^`]|``)*+)`|\"((?:[^\"]|\"\")*+)\"|([A-Za-z_0-9$\u0080-\uffff]+)|[(),]", re.DOTALL
)
_NO_COLUMN = {
    "PRIMARY", "UNIQUE", "KEY", "INDEX", "CONSTRAINT", "FULLTEXT", "SPATIAL", "FOREIGN", "CHECK", "PERIOD", "LIKE",
    "SELECT",
}  # fmt: skip


def columns_in(definition: str) -> list[str]:
    """`definition` begins at the parenthesis behind the table's name. The first name of each part, keys left out."""
    names: list[str] = []
    depth, is_first = 0, False
    for found in _PART.finditer(definition):
        mark = found[0]
        if mark == "(":
            depth += 1
            is_first = depth == 1
        elif mark == ")":
            depth -= 1
            if depth <= 0:
                break
        elif mark == ",":
            is_first = depth == 1
        elif is_first:
            is_first = False
            quoted = found[1] if found[1] is not None else found[2]
            if quoted is not None:
                names.append(quoted.replace("``", "`").replace('""', '"').lower())
            elif found[3] and found[3].upper() not in _NO_COLUMN:
                names.append(found[3].lower())
    return names
