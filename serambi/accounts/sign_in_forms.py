"""allauth's forms in our words: labels instead of placeholders, hints, `autocomplete` for password managers."""

from allauth.account import forms as account_forms
from allauth.mfa.base import forms as code_forms
from allauth.mfa.totp import forms as totp_forms
from django import forms
from django.contrib.auth.password_validation import password_validators_help_texts
from django.core.validators import MaxLengthValidator
from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _

from serambi.accounts.models import User

NEW_PASSWORD_HINT = lazy(lambda: " ".join(password_validators_help_texts()), str)()

CODE_WIDGET = {"autocomplete": "one-time-code", "inputmode": "numeric", "autocapitalize": "off", "spellcheck": "false"}


def _dress(form: forms.Form, **words) -> None:
    """Give each named field its label (or label and hint) and take the placeholders away."""
    for name, said in words.items():
        label, hint = said if isinstance(said, tuple) else (said, "")
        form.fields[name].label = label
        form.fields[name].help_text = hint
    for field in form.fields.values():
        field.widget.attrs.pop("placeholder", None)


class SignIn(account_forms.LoginForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        _dress(
            self,
            login=_("Card number, user name or e-mail"),
            password=_("Password"),
            remember=(_("Keep me signed in on this device"), _("Not on a computer that others use too.")),
        )
        self.fields["login"].widget.attrs |= {
            "autocomplete": "username",
            "autocapitalize": "none",
            "spellcheck": "false",
        }

    def clean_login(self):
        """Card numbers are printed in groups and typed with spaces; neither they nor user names have any."""
        return "".join(self.cleaned_data["login"].split())


class Reauthenticate(account_forms.ReauthenticateForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        _dress(self, password=_("Password"))


class ChangePassword(account_forms.ChangePasswordForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        _dress(
            self,
            oldpassword=_("Present password"),
            password1=(_("New password"), NEW_PASSWORD_HINT),
            password2=_("New password, once more"),
        )


class SetPassword(account_forms.SetPasswordForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        _dress(self, password1=(_("New password"), NEW_PASSWORD_HINT), password2=_("New password, once more"))


class ResetPassword(account_forms.ResetPasswordForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        _dress(self, email=(_("E-mail"), _("The address the library knows.")))


class ResetPasswordFromLink(account_forms.ResetPasswordKeyForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        _dress(self, password1=(_("New password"), NEW_PASSWORD_HINT), password2=_("New password, once more"))


class ChangeEmail(account_forms.AddEmailForm):
    """allauth adds the new address and takes the old one away once the new one is confirmed."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        _dress(self, email=(_("New e-mail address"), _("We write to it first; it counts once you open our link.")))
        self.fields["email"].validators.append(MaxLengthValidator(User._meta.get_field("email").max_length))


class EnterCode(code_forms.AuthenticateForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        _dress(self, code=(_("Code"), _("Six digits from your telephone, or one of your recovery codes.")))
        self.fields["code"].widget.attrs |= CODE_WIDGET
        self.fields["code"].max_length = 20


class ReenterCode(code_forms.ReauthenticateForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        _dress(self, code=(_("Code"), _("Six digits from your telephone, or one of your recovery codes.")))
        self.fields["code"].widget.attrs |= CODE_WIDGET


class ActivateSecondFactor(totp_forms.ActivateTOTPForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        _dress(self, code=(_("Code from the app"), _("Six digits; they change every 30 seconds.")))
        self.fields["code"].widget.attrs |= CODE_WIDGET
