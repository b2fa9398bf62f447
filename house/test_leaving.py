"""No library is held hostage: whatever the house keeps leaves with an export, or says why it does not."""

import re

from house.verdict import nothing_wrong
from serambi.kit import leaving

SECRET = re.compile(r"password|secret|token|(?:^|_)key$|recovery", re.IGNORECASE)
NO_SECRET = {
    "catalogue.Work.key", "catalogue.Authority.key", "catalogue.AuthorityVariant.key", "catalogue.BibRecord.work_key",
    "catalogue.BibRecord.match_key", "circulation.Rule.key", "circulation.RuleChange.key", "sip2.NoBlockException.key",
}  # fmt: skip
"""Keys by which things are compared, not with which doors are opened."""


def test_every_model_is_exported_or_says_why_not():
    nothing_wrong(
        leaving.said().unmentioned,
        advice="Give it a line in EXPORTED (what it holds) or LEFT_OUT (why it stays) of the room's leaving.py.",
    )


def test_no_secret_leaves():
    nothing_wrong(
        f"{table.name}.{name}"
        for table in leaving.said().tables
        for name in table.fields
        if SECRET.search(name) and name != "translation_key" and f"{table.name}.{name}" not in NO_SECRET
    )


def test_every_reason_is_a_sentence_somebody_can_read():
    said = leaving.said()
    nothing_wrong(name for name, reason in said.left_out.items() if len(str(reason)) < 10)
    nothing_wrong(table.name for table in said.tables if len(str(table.text)) < 3)
