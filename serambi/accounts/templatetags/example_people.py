"""The example people on the sign-in page, whose view is allauth's and knows nothing of them."""

from dataclasses import dataclass

from django import template
from django.utils.translation import gettext as _

from serambi.accounts import example

register = template.Library()


@dataclass(frozen=True)
class Guest:
    username: str
    name: str
    work: str


@register.simple_tag(name="example_people")
def example_people() -> list[Guest]:
    """Whom one may enter as; empty outside an example library."""
    return [Guest(user.username, str(user), _work(user)) for user in example.example_people()]


@register.simple_tag(name="example_password")
def example_password() -> str:
    """The password all example people share, for pages of an example library."""
    return example.PASSWORD


def _work(user) -> str:
    posts = user.staff_posts.all()
    if not posts:
        return _("A visitor with an account")
    return ", ".join(
        f"{post.get_role_display()}, {post.branch.short_name if post.branch else _('all branches')}" for post in posts
    )
