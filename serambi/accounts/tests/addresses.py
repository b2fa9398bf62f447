"""Example objects for addresses with arguments, for the harnesses in house/."""

from allauth.account.forms import default_token_generator
from allauth.account.models import EmailAddress, EmailConfirmationHMAC
from allauth.account.utils import user_pk_to_url_str


def examples(world) -> dict[str, dict]:
    """Address name -> its arguments. Bu Wati is the person looked at."""
    post = world.wati.staff_posts.first()
    email, _ = EmailAddress.objects.get_or_create(user=world.sari, email=world.sari.email, primary=True)
    return {
        "accounts-staff:person": {"pk": world.wati.pk},
        "accounts-staff:appoint": {"pk": world.wati.pk},
        "accounts-staff:end-post": {"pk": world.wati.pk, "post_pk": post.pk},
        "accounts-staff:link": {"pk": world.wati.pk},
        "accounts-staff:state": {"pk": world.wati.pk},
        "accounts-staff:second-factor": {"pk": world.wati.pk},
        "account_confirm_email": {"key": EmailConfirmationHMAC(email).key},
        "account_reset_password_from_key": {
            "uidb36": user_pk_to_url_str(world.sari),
            "key": default_token_generator.make_token(world.sari),
        },
    }
