"""How moving says no."""

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from serambi.kit.refusal import Refusal

NO_FILE = Refusal("no_file", _("Choose a file first."))
TOO_MANY = Refusal("too_many_files", _("Bring at most 20 files at once."))
NOT_NOW = Refusal("not_now", _("That is not possible at this step. Load the page again to see where the move stands."))
NOT_YOURS = Refusal(
    "not_your_move", _("Another person began this move; your post is at one branch, so you cannot move it on.")
)
NO_TITLE_COLUMN = Refusal("no_title_column", _("Say which column holds the title."))
WRITING_ALREADY = Refusal("writing_already", _("An export is being written already."))


def empty_file(name: str) -> Refusal:
    return Refusal("empty_file", format_lazy(_("{name} is empty."), name=name))


def too_big(name: str, limit: str) -> Refusal:
    return Refusal("too_big", format_lazy(_("{name} is larger than {limit}."), name=name, limit=limit))


def disk_full(free: str) -> Refusal:
    return Refusal("disk_full", format_lazy(_("There is not enough space on the disk: {free} are free."), free=free))
