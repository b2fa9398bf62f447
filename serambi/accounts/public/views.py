from allauth.account.models import EmailAddress
from django.contrib import messages
from django.contrib.auth import login
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from serambi.accounts.adapter import AccountAdapter
from serambi.accounts.example import example_person
from serambi.accounts.own_page import parts_for
from serambi.accounts.public.forms import AboutMe
from serambi.accounts.queries import has_second_factor
from serambi.kit.access import open_to_all, signed_in


@signed_in
def mine(request):
    """A person's own page: who we think they are, how they sign in, where they work."""
    return render(
        request,
        "accounts/public/mine.html",
        {
            "second_factor": has_second_factor(request.user),
            "email_is_confirmed": EmailAddress.objects.filter(
                user=request.user, email__iexact=request.user.email, verified=True
            ).exists(),
            "parts": parts_for(request.user),
        },
    )


@signed_in
def edit_mine(request):
    form = AboutMe(request.POST or None, instance=request.user)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("Saved."))
        return redirect("accounts:mine")
    return render(request, "accounts/public/edit_mine.html", {"form": form}, status=422 if form.errors else 200)


@open_to_all
@require_POST
def enter_example(request):
    """Become one of the invented people, in one click; anywhere but in an example library this page does not exist."""
    user = example_person(request.POST.get("username", ""))
    if user is None:
        raise Http404
    login(request, user)
    wanted = request.POST.get("next", "")
    if url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure()):
        return HttpResponseRedirect(wanted)  # not `redirect`, which takes "x" for the name of an address
    return redirect(AccountAdapter(request).get_login_redirect_url(request))
