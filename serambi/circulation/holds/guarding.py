"""What holds have against acts of other rooms: a copy that is kept for somebody is not taken from under their hands."""

from django.utils.translation import gettext_lazy as _

from serambi.catalogue.models import ItemChange
from serambi.circulation.models import Hold
from serambi.kit.refusal import Refusal

__all__ = ["kept_for_somebody"]

KEPT = Refusal("kept_for_somebody", _("This copy is kept or under way for somebody who reserved it."))
_STOPPED = {ItemChange.Act.WITHDRAWN, ItemChange.Act.DELETED, ItemChange.Act.MOVED}


def kept_for_somebody(act: str, items: list[int]) -> dict[int, Refusal]:
    """The copies (ids) that are caught, when the act would take them away."""
    if act not in _STOPPED:
        return {}
    caught = Hold.objects.caught().filter(caught__in=items).order_by()
    return dict.fromkeys(caught.values_list("caught", flat=True), KEPT)
