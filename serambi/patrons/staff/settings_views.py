"""Rules for members: categories, card numbers, texts of consent."""

from django import forms
from django.contrib import messages
from django.db.models import Count, Q
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from serambi.branches.models import Branch
from serambi.kit.access import requires
from serambi.kit.refusal import Refused
from serambi.patrons import card_scheme, consents, numbering
from serambi.patrons import categories as category_acts
from serambi.patrons.models import CardScheme, Category, ConsentText, Patron
from serambi.patrons.permissions import CONFIGURE
from serambi.patrons.staff.frame import page, posted, status_of
from serambi.ui.attempt import show_refusals

LINES = {"rows": 16}


class CategoryForm(forms.ModelForm):
    """One category. The code is part of addresses and files; it stays."""

    class Meta:
        model = Category
        fields = ["code", *category_acts.FACTS]
        help_texts = {
            "code": gettext_lazy("Short, small letters; it stays."),
            "age_from": gettext_lazy("Both included. They only propose the category."),
            "months": gettext_lazy("0: cards of this category do not expire."),
            "position": gettext_lazy("Categories are listed by this number."),
            "is_active": gettext_lazy("Out of use: nobody joins it any more, members keep it."),
        }

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields["position"].max_value = 32767
        if self.instance.pk:
            del self.fields["code"]

    def validate_unique(self):
        """The act says it, also when two people are at it."""

    def clean(self):
        said = super().clean()
        for refusal in category_acts.wrong_with(said):  # in the act's words, before the database's own
            self.add_error(_CATEGORY_FIELDS.get(refusal.code), str(refusal.message))
        return said


class SchemeForm(forms.ModelForm):
    """How card numbers are made."""

    class Meta:
        model = CardScheme
        fields = list(card_scheme.FACTS)
        help_texts = {
            "prefix": gettext_lazy("May hold {year} (of joining) and {branch} (code of the home branch)."),
            "digits": gettext_lazy("The running number has at least so many digits."),
            "check_digit": gettext_lazy("One more digit by which a machine notices a misread card."),
            "next_number": gettext_lazy("It only goes up; numbers that somebody has are passed over."),
        }

    def clean_next_number(self):
        number = self.cleaned_data["next_number"]
        if number > card_scheme.MOST_NUMBER:
            raise forms.ValidationError(_("That number is too large."))
        return number


class TextForm(forms.Form):
    """A new version of a text."""

    body = forms.CharField(
        label=gettext_lazy("Text of the consent"), max_length=6000, widget=forms.Textarea(attrs={"rows": 16})
    )
    body_en = forms.CharField(
        label=gettext_lazy("The same in English"),
        max_length=6000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 16}),
    )


@requires(CONFIGURE)
@require_safe
def categories(request):
    """Every category with the number of its members."""
    living = Q(patrons__state__in=[Patron.State.ACTIVE, Patron.State.APPLIED])
    rows = Category.objects.annotate(members=Count("patrons", filter=living)).order_by("-is_active", "position", "pk")
    return page(request, "categories", "categories", rows=rows)


@requires(CONFIGURE)
@require_http_methods(["GET", "HEAD", "POST"])
def add_category(request):
    """A new category."""
    form = CategoryForm(posted(request))
    if request.method == "POST" and form.is_valid():
        facts = dict(form.cleaned_data)
        try:
            made = category_acts.add_category(facts.pop("code"), facts, by=request.user)
        except Refused as refused:
            show_refusals(form, refused, at=_CATEGORY_FIELDS)
        else:
            messages.success(request, _("The category %(name)s is there.") % {"name": made})
            return redirect("patrons-staff:categories")
    return page(request, "category", "categories", status=status_of(request), form=form)


@requires(CONFIGURE)
@require_http_methods(["GET", "HEAD", "POST"])
def category(request, code):
    """Change one category."""
    row = get_object_or_404(Category, code=code)
    form = CategoryForm(posted(request), instance=row)
    if request.method == "POST" and form.is_valid():
        try:
            category_acts.change_category(row, form.cleaned_data, by=request.user)
        except Refused as refused:
            show_refusals(form, refused, at=_CATEGORY_FIELDS)
        else:
            messages.success(request, _("Saved. Cards that run keep their last day."))
            return redirect("patrons-staff:categories")
    return page(request, "category", "categories", status=status_of(request), form=form, category=row)


_CATEGORY_FIELDS = {"code_taken": "code", "ages_reversed": "age_to", "last_category": "is_active"}


@requires(CONFIGURE)
@require_http_methods(["GET", "HEAD", "POST"])
def numbers(request):
    """How card numbers are made. The button "show" saves nothing."""
    scheme = numbering.scheme()
    form = SchemeForm(posted(request), instance=scheme)
    show = request.method == "POST" and request.POST.get("act") == "show"
    valid = request.method == "POST" and form.is_valid()
    if valid and not show:
        try:
            card_scheme.change_scheme(form.cleaned_data, by=request.user)
        except Refused as refused:
            at = {"prefix_wrong": "prefix", "card_too_long": "prefix", "numbers_go_back": "next_number"}
            show_refusals(form, refused, at=at)
        else:
            messages.success(request, _("Saved. New cards are numbered so."))
            return redirect("patrons-staff:numbers")
    shown = form.instance if valid else numbering.scheme()
    year = localdate().year
    samples = [(branch, card_scheme.sample(shown, branch, year)) for branch in Branch.objects.all()[:8]]
    status = 200 if show and valid else status_of(request)
    return page(request, "numbers", "numbers", status=status, form=form, samples=samples, unsaved=show and valid)


@requires(CONFIGURE)
@require_safe
def texts(request):
    """What people agree to: every version, and how many agreed to it."""
    counted = Count("consents", filter=Q(consents__withdrawn_at=None))
    rows = list(ConsentText.objects.annotate(agreed=counted).order_by("purpose", "-version"))
    newest = {}
    for row in rows:
        row.is_newest = newest.setdefault(row.purpose, row) is row
    return page(request, "texts", "texts", rows=rows)


@requires(CONFIGURE)
@require_http_methods(["GET", "HEAD", "POST"])
def text(request, purpose):
    """Publish a new version. The one before stays with those who agreed to it."""
    if purpose not in ConsentText.Purpose.values:
        raise Http404
    last = consents.present_text(purpose)
    form = TextForm(posted(request), initial={"body": last.body, "body_en": last.body_en} if last else None)
    if request.method == "POST" and form.is_valid():
        try:
            made = consents.publish_text(purpose, **form.cleaned_data, by=request.user)
        except Refused as refused:
            show_refusals(form, refused, at={"same_text": "body", "text_missing": "body"})
        else:
            messages.success(request, _("Version %(version)s counts from now on.") % {"version": made.version})
            return redirect("patrons-staff:texts")
    label = ConsentText.Purpose(purpose).label
    return page(request, "text", "texts", status=status_of(request), form=form, last=last, label=label)
