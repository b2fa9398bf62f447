from django.utils.translation import gettext_lazy as _

from serambi.kit.refusal import Refusal

ALREADY_ON_LIST = Refusal("already_on_list", _("This title is already on the list."))
LIST_FULL = Refusal("list_full", _("A list holds at most 100 titles. Remove one, or start a second list."))
NOT_FOR_CHILDREN = Refusal(
    "not_for_children",
    _("This is a children's list, and the catalogue does not mark this title as a children's title."),
)
NOTHING_TO_PUBLISH = Refusal("nothing_to_publish", _("The list is still empty. Add a title first, then publish it."))
ENDS_BEFORE_START = Refusal("ends_before_start", _("The list would end before it begins. Choose a later last day."))
NOT_SHOWN = Refusal("not_shown", _("This title is not shown to the public, so visitors could not open it."))
