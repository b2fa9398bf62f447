"""Acts as views do them: what an act refuses is told in full, on the page or at the form's fields.

return attempt(request, lambda: acts.close(pk, by=request.user), _("Closed."), reverse("branches-staff:branch", …))

try:
    acts.rename(…)
except Refused as no:
    show_refusals(form, no, at={"name_taken": "name"})
"""

from collections.abc import Callable, Mapping

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from serambi.kit.refusal import Refused


def attempt(request: HttpRequest, act: Callable[[], object], said: str, back: str, *, onward: str = "") -> HttpResponse:
    """Do the act and go `onward` (or `back`) with `said`, or go `back` with every reason why not."""
    try:
        act()
    except Refused as no:
        tell_refusals(request, no)
        return redirect(back)
    messages.success(request, said)
    return redirect(onward or back)


def tell_refusals(request: HttpRequest, refused: Refused) -> None:
    """Every reason, as messages above the next page."""
    for refusal in refused.refusals:
        messages.error(request, str(refusal.message))


def show_refusals(form, refused: Refused, *, at: Mapping[str, str] | str | None = None) -> None:
    """Every reason, as errors of the form: `at` names a field for all of them, or one by the refusal's code."""
    for refusal in refused.refusals:
        field = at.get(refusal.code) if isinstance(at, Mapping) else at
        form.add_error(field, str(refusal.message))


def is_sure(request: HttpRequest) -> bool:
    """Was the box `sure` ticked? Acts that take much back ask for it; without it the next page says what to do."""
    if not request.POST.get("sure"):
        messages.error(request, _("Tick the box to say that you are sure."))
    return bool(request.POST.get("sure"))
