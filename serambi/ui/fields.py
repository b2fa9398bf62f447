"""Form fields as people meet them: label above, hint, error under the field, a summary with links on top."""

from django.forms import BoundField
from django.forms.widgets import (
    CheckboxInput,
    CheckboxSelectMultiple,
    ClearableFileInput,
    HiddenInput,
    RadioSelect,
    SplitDateTimeWidget,
)
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from .marks import icon


def field(bound: BoundField, hint: str = "", label: str = "", kind: str = "", optional: bool = True) -> SafeString:
    """One field of a form. `kind="choice"` shows radios as tiles; `optional=False` hides the "(optional)" mark."""
    if not isinstance(bound, BoundField):  # a template asked for a field the form does not have
        return mark_safe("")
    widget = bound.field.widget
    if isinstance(widget, HiddenInput):
        return bound.as_hidden()
    hint = hint or bound.help_text
    label = label or bound.label
    ids = [f"{bound.auto_id}_hint"] * bool(hint) + [f"{bound.auto_id}_error"] * bool(bound.errors)
    under = format_html("{}{}", _hint(bound, hint), _errors(bound))
    mark = (
        ""
        if bound.field.required or bound.field.disabled or not optional
        else format_html(' <span class="field__opt">{}</span>', gettext("(optional)"))
    )
    if isinstance(widget, RadioSelect | CheckboxSelectMultiple | SplitDateTimeWidget):
        return _group(bound, label, mark, under, ids, kind)
    attributes = {"class": f"{widget.attrs.get('class', '')} input".strip(), **_described(ids)}
    if bound.errors:
        attributes["aria-invalid"] = "true"
    if isinstance(widget, CheckboxInput):
        attributes["class"] = widget.attrs.get("class", "")
        box = bound.as_widget(attrs={k: v for k, v in attributes.items() if v})
        return format_html(
            '<div class="field"><label class="tick" for="{}">{}<span>{}</span></label>{}</div>',
            bound.id_for_label,
            box,
            label,
            under,
        )
    if isinstance(widget, ClearableFileInput):
        attributes["class"] += " input--file"
    control = bound.as_widget(attrs=attributes)
    hinted, wrong = _hint(bound, hint), _errors(bound)
    return format_html(
        '<div class="field"><label for="{}">{}{}</label>{}{}{}</div>',
        bound.id_for_label,
        label,
        mark,
        hinted,
        control,
        wrong,
    )


def _group(bound, label, mark, under, ids, kind) -> SafeString:
    """Several inputs under one legend."""
    options = list(bound)
    box = "choice" if kind == "choice" else "ticks"
    one = "" if kind == "choice" else ' class="tick"'
    if not options or not hasattr(options[0], "data"):
        inner = bound.as_widget(attrs={"class": "input"})
    else:
        inner = format_html_join(
            "",
            "<label" + one + ' for="{}">{}<span>{}</span></label>',
            ((o.id_for_label, o.tag(), o.choice_label) for o in options),
        )
    described = _attributes(_described(ids))
    return format_html(
        '<fieldset class="field" id="{}"{}><legend>{}{}</legend>{}<div class="{}">{}</div></fieldset>',
        bound.auto_id,
        described,
        label,
        mark,
        under,
        box,
        inner,
    )


def _hint(bound, hint) -> SafeString:
    return format_html('<p class="field__hint" id="{}_hint">{}</p>', bound.auto_id, hint) if hint else mark_safe("")


def _errors(bound) -> SafeString:
    if not bound.errors:
        return mark_safe("")
    text = format_html_join("", "{} ", ((error,) for error in bound.errors))
    return format_html('<p class="field__error" id="{}_error">{}<span>{}</span></p>', bound.auto_id, icon("warn"), text)


def _described(ids) -> dict[str, str]:
    return {"aria-describedby": " ".join(ids)} if ids else {}


def _attributes(attributes) -> SafeString:
    return format_html_join("", ' {}="{}"', attributes.items())


def error_summary(form) -> SafeString:
    """What to correct, first in the form, each a link to its field. Nothing when there is nothing to correct."""
    if not getattr(form, "is_bound", False) or not getattr(form, "errors", None):
        return mark_safe("")
    rows = []
    for name, errors in form.errors.items():
        if name == "__all__" or name not in form.fields:
            rows += [format_html("<li>{}</li>", error) for error in errors]
            continue
        bound = form[name]
        rows += [
            format_html('<li><a href="#{}">{}: {}</a></li>', bound.id_for_label or bound.auto_id, bound.label, e)
            for e in errors
        ]
    title = (
        gettext("One thing needs correcting")
        if len(rows) == 1
        else gettext("%(count)s things need correcting") % {"count": len(rows)}
    )
    return format_html(
        '<div class="errors" role="alert" tabindex="-1" data-focus><h2>{}{}</h2><ul>{}</ul><p>{}</p></div>',
        icon("warn"),
        title,
        mark_safe("".join(rows)),  # noqa: S308  (each row came from format_html)
        gettext("Everything else you filled in is still here."),
    )
