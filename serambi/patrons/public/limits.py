"""How often one place may ask what makes rows, draws pictures or tries secrets. Counted in the database."""

from functools import wraps

from allauth.core.internal import ratelimit

LIMITS = {
    # a class of forty joins from one address of the school, so these are generous
    "join": "60/h/ip",
    "step": "600/h/ip",
    "guardian": "60/h/ip",
    "pin": "10/h/user",
    "leave": "10/h/user",
    "export": "20/h/user",
    "card": "60/h/user",
}


def at_most(action: str, *, reading: bool = False):
    """The view answers 429 when it is asked more often than LIMITS says; only forms count, unless `reading`."""

    def decorate(view):
        @wraps(view)
        def limited(request, *args, **kwargs):
            if LIMITS[action].endswith("/user") and not request.user.is_authenticated:
                return view(request, *args, **kwargs)
            counts = reading or request.method == "POST"
            if counts and not ratelimit.consume(
                request, app="serambi.patrons", action=action, config=LIMITS, limit_get=reading
            ):
                return ratelimit.respond_429(request)
            return view(request, *args, **kwargs)

        return limited

    return decorate
