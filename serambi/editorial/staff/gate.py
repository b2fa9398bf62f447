"""The one door of the editor: our sign-in, our second step, our posts, our content security policy."""

import logging
from functools import wraps

from django.core.exceptions import BadRequest
from django.utils.datastructures import MultiValueDictKeyError

from serambi.editorial.permissions import WRITE
from serambi.editorial.staff.inline_calls import without_inline_calls
from serambi.editorial.standing import keep_in_step
from serambi.kit.access import requires

logger = logging.getLogger(__name__)
POLICY = {
    "img-src": ["blob:"],
    "frame-src": ["'self'"],
    # the text field writes style elements whose words change with what is typed (docs/decisions/0008-editorial.md);
    # style attributes and every script stay as strict as everywhere
    "style-src-elem": ["'self'", "'unsafe-inline'"],
}
"""On top of the policy of every page: pictures while they are uploaded, the preview beside the form, the text field."""


def editor_only(view):
    """Whoever may write comes in, as Wagtail understands it (`standing`); everybody else hears what all pages say."""

    @requires(WRITE)
    @wraps(view)
    def inside(request, *args, **kwargs):
        keep_in_step(request.user)
        try:
            response = view(request, *args, **kwargs)
            if request.method == "POST" and hasattr(response, "render"):
                response.render()  # the form falls over its own wrong values here
        except (ValueError, MultiValueDictKeyError) as damaged:
            if request.method != "POST":
                raise
            # Wagtail's forms count their blocks in hidden fields and trust the numbers; what a page sends is right
            logger.warning("editorial: a damaged form at %s", request.path, exc_info=damaged)
            raise BadRequest from damaged
        if not hasattr(response, "_csp_update"):
            response._csp_update = POLICY
        return without_inline_calls(response)

    return inside
