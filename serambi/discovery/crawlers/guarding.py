"""The decorator every public page of this room wears."""

import math
import time
from collections.abc import Callable
from functools import wraps

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from serambi.discovery.crawlers.agents import named
from serambi.discovery.crawlers.budget import Allowance, Budgets
from serambi.discovery.crawlers.clients import neighbourhood
from serambi.discovery.crawlers.counting import count_refused
from serambi.discovery.crawlers.strictness import present
from serambi.discovery.models import CrawlerGuard, RefusedCount

__all__ = ["COSTLY", "budgets", "guarded"]

# Units: one plain search costs 1. A class of forty behind one school address searches at once and goes on
# searching; a crawler that wants a page a second for hours does not.
VISITORS = {
    CrawlerGuard.Strictness.NORMAL: Allowance(burst=150, per_second=2.5),
    CrawlerGuard.Strictness.STRICT: Allowance(burst=60, per_second=0.8),
}
SIGNED_IN = Allowance(burst=400, per_second=5)
# Crawlers that come from thousands of addresses stay below every single budget. Filtered and deep pages of all
# visitors without an account together have one more: when it is empty, plain searches still work.
CROWD = {
    CrawlerGuard.Strictness.NORMAL: Allowance(burst=600, per_second=40),
    CrawlerGuard.Strictness.STRICT: Allowance(burst=120, per_second=8),
}
COSTLY = 4.0
NOT_A_BROWSER = 3.0  # strict only: browsers on HTTPS say Sec-Fetch-Mode, most crawlers do not

budgets = Budgets(most=20_000)


def guarded(cost: float | Callable = 1.0) -> Callable:
    """Let the page take `cost` (a number, or a function of the request) from the visitor's budget.

    Answers 403 to named harvesters and 429 with Retry-After to empty budgets, each with a plain sentence.
    """

    def decorate(view):
        @wraps(view)
        def watched(request, *args, **kwargs):
            setting = present()
            if setting.strictness == CrawlerGuard.Strictness.OFF:
                return view(request, *args, **kwargs)
            if agent := named(request.headers.get("User-Agent", ""), setting.refused_agents):
                count_refused(RefusedCount.Reason.AGENT, agent, time.monotonic())
                return _refuse_agent()
            price = cost(request) if callable(cost) else cost
            if wait := _spend(request, price, setting.strictness):
                count_refused(RefusedCount.Reason.BUDGET, "", time.monotonic())
                return _refuse_for_now(request, wait)
            return view(request, *args, **kwargs)

        return watched

    return decorate


def _spend(request, price: float, strictness: str) -> float:
    """Seconds the visitor has to wait; 0.0 when the page is theirs."""
    now = time.monotonic()
    if request.user.is_authenticated:
        return budgets.spend(("user", request.user.pk), price, SIGNED_IN, now)
    if strictness == CrawlerGuard.Strictness.STRICT and request.is_secure() and "Sec-Fetch-Mode" not in request.headers:
        price *= NOT_A_BROWSER
    if price >= COSTLY and (wait := budgets.spend("crowd", price, CROWD[strictness], now)):
        return wait
    return budgets.spend(("net", neighbourhood(request)), price, VISITORS[strictness], now)


def _refuse_agent() -> HttpResponse:
    text = _("This program may not harvest the catalogue. Please ask the library for its data; sharing it is possible.")
    return HttpResponse(f"{text}\n", status=403, content_type="text/plain; charset=utf-8")


def _refuse_for_now(request, wait: float) -> HttpResponse:
    seconds = min(600, max(1, math.ceil(wait)))
    if request.headers.get("Accept", "").startswith("application/json"):
        response = HttpResponse('{"suggestions": []}', status=429, content_type="application/json")
    else:
        response = render(request, "discovery/public/too_many.html", {"seconds": seconds}, status=429)
    response["Retry-After"] = str(seconds)
    response["Cache-Control"] = "no-store"
    return response
