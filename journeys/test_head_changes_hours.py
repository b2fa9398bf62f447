import datetime

from django.urls import reverse
from django.utils.timezone import now
from lxml import html


def text(response) -> str:
    return " ".join(html.fromstring(response.content).text_content().split())


def test_the_head_declares_a_closure_and_the_public_pages_say_so(world, as_role, client):
    today = now().astimezone(world.pusat.tz).date()
    head = as_role("head")
    form = head.get(reverse("branches-staff:declare"))
    assert form.status_code == 200
    answer = head.post(
        reverse("branches-staff:declare"),
        {
            "branch": world.pusat.code,
            "what": "closed",
            "first_day": today.isoformat(),
            "last_day": (today + datetime.timedelta(days=1)).isoformat(),
            "reason": "Pengasapan gedung",
            "despite_holidays": "on",
        },
    )
    assert answer.status_code == 302, text(answer)
    assert "Pengasapan gedung" in text(client.get(reverse("branches:show", args=[world.pusat.code])))
    assert "Pengasapan gedung" not in text(client.get(reverse("branches:show", args=[world.timur.code])))
    assert "Pengasapan gedung" in text(client.get(reverse("branches:branches")))


def test_the_head_of_nothing_cannot(world, as_role):
    answer = as_role("desk").post(reverse("branches-staff:declare"), {"what": "closed", "reason": "x"})
    assert answer.status_code == 403
