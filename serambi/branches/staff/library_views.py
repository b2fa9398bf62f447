"""What the library says about itself: name, zone, colour."""

from django import forms
from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from serambi.branches import permissions, places, queries
from serambi.branches.models import Library
from serambi.branches.staff.frame import page
from serambi.kit.access import requires
from serambi.kit.refusal import Refused
from serambi.ui import palette
from serambi.ui.attempt import show_refusals

SWATCHES = ("--brand", "--accent", "--good", "--warn", "--bad")


class LibraryForm(forms.ModelForm):
    """The library's own facts."""

    class Meta:
        model = Library
        fields = ["name", "short_name", "city", "tagline", "zone", "hue", "phone", "email", "address", "marc_code"]
        widgets = {
            "address": forms.Textarea(attrs={"rows": 2}),
            "hue": forms.NumberInput(attrs={"min": 0, "max": 359}),
        }
        help_texts = {
            "short_name": gettext_lazy("For narrow places, such as the icon on a telephone."),
            "tagline": gettext_lazy("One line under the name."),
            "hue": gettext_lazy("From 0 to 359: 30 red, 85 gold, 145 green, 197 teal, 260 blue, 320 purple."),
            "marc_code": gettext_lazy(
                "Such as ID-JkPNI. It stands in field 040 of the records that this library makes or changes."
            ),
            "zone": gettext_lazy("New branches begin with it; each branch has its own."),
        }


@requires(permissions.CHANGE_LIBRARY)
@require_http_methods(["GET", "HEAD", "POST"])
def library_settings(request):
    """Name, zone, colour. The button "preview" only shows the colour."""
    permissions.demand_everywhere(request.user, permissions.CHANGE_LIBRARY)
    queries.forget()  # another process may have saved a moment ago, and this form is about to save everything it shows
    row = queries.library()
    form = LibraryForm(request.POST if request.method == "POST" else None, instance=row)
    preview = request.method == "POST" and request.POST.get("act") == "preview"
    if request.method == "POST" and not preview and form.is_valid():
        try:
            places.change_library(form.cleaned_data, by=request.user)
        except Refused as refused:
            show_refusals(form, refused)
        else:
            messages.success(request, _("Saved. Every page shows it now."))
            return redirect("branches-staff:library")
    hue = _hue(request.POST.get("hue"), row.hue)
    status = 422 if request.method == "POST" and not preview else 200
    return page(request, "library", "library", status=status, form=form, palette=_palette(hue))


@requires(permissions.CHANGE_LIBRARY)
@require_safe
def palette_preview(request):
    """A fragment: what a hue becomes, in light and dark."""
    permissions.demand_everywhere(request.user, permissions.CHANGE_LIBRARY)
    hue = _hue(request.GET.get("hue"), queries.library().hue)
    return render(request, "branches/staff/palette.html", {"palette": _palette(hue)})


def _hue(said, otherwise: int) -> int:
    try:
        hue = int(str(said)[:6])
    except ValueError:
        return otherwise
    return hue if 0 <= hue <= 359 else otherwise


def _palette(hue: int) -> dict:
    """Colours of a hue for the preview, and how many pairs of colours are too close."""
    modes = []
    for dark in (False, True):
        colours = palette.tokens(hue, dark=dark)
        named = {name.strip("-").replace("-", "_"): colour.hex for name, colour in colours.items()}
        swatches = [(24 + n * 44, colours[name].hex) for n, name in enumerate(SWATCHES)]
        modes.append({"dark": dark, "x": 360 * dark, **named, "swatches": swatches})
    return {"hue": hue, "modes": modes, "failures": len(palette.failures(hue))}
