"""What somebody has filled in so far: signed, in their own browser, for an hour at most. Nothing of it is kept here."""

from dataclasses import dataclass, field

from django.core import signing
from django.utils.crypto import get_random_string

COOKIE = "serambi_gabung"
SECONDS = 3600
_SALT = "patrons.joining"


@dataclass
class Draft:
    """The answers of each step as they were typed, and the key that makes a form sent twice one application."""

    key: str = ""
    steps: dict[str, dict[str, str]] = field(default_factory=dict)


def read(request) -> Draft:
    try:
        said = signing.loads(request.COOKIES.get(COOKIE, ""), salt=_SALT, max_age=SECONDS)
        return Draft(str(said["key"]), {str(step): dict(answers) for step, answers in said["steps"].items()})
    except (signing.BadSignature, KeyError, TypeError, ValueError, AttributeError):
        return Draft(get_random_string(32))


def keep(request, response, draft: Draft):
    """Give the answers to the browser with this response."""
    said = signing.dumps({"key": draft.key, "steps": draft.steps}, salt=_SALT, compress=True)
    response.set_cookie(
        COOKIE, said, max_age=SECONDS, httponly=True, samesite="Lax", secure=request.is_secure(), path="/"
    )
    return response


def drop(response):
    response.delete_cookie(COOKIE, path="/", samesite="Lax")
    return response


def answers(form) -> dict[str, str]:
    """What was typed into this form, for its next showing."""
    return {name: str(form.data.get(name, "")) for name in form.fields if name != "website"}
