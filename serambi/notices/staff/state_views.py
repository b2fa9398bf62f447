from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from serambi.kit.access import requires
from serambi.kit.refusal import Refused
from serambi.notices.channels.whatsapp_templates import TEMPLATES
from serambi.notices.health import channel_states
from serambi.notices.permissions import CONFIGURE, SEE
from serambi.notices.previewing import coming
from serambi.notices.rhythms import change_rhythm, rhythm
from serambi.notices.staff.forms import RhythmForm
from serambi.notices.staff.frame import page
from serambi.ui.attempt import show_refusals


@requires(SEE)
@require_safe
def tomorrow(request):
    """What will be sent tomorrow, as things are now."""
    rows = coming()
    return page(request, "tomorrow", "tomorrow", rows=rows, total=sum(row.count for row in rows))


@requires(SEE)
@require_safe
def channels(request):
    """Which channels work, and the WhatsApp templates to register."""
    return page(request, "channels", "channels", states=channel_states(), templates=list(TEMPLATES.values()))


@requires(CONFIGURE)
@require_http_methods(["GET", "HEAD", "POST"])
def change(request):
    """When and how early the library writes."""
    form = RhythmForm(request.POST if request.method == "POST" else None, instance=rhythm())
    if request.method == "POST" and form.is_valid():
        try:
            change_rhythm(**form.cleaned_data, by=request.user)
        except Refused as no:
            show_refusals(form, no, at={"hours_order": "closes", "bad_ladder": "ladder"})
        else:
            messages.success(request, _("Saved. It holds from the next planning on."))
            return redirect("notices-staff:rhythm")
    return page(request, "rhythm", "rhythm", form=form, status=422 if request.method == "POST" else 200)
