"""The walk through the three steps of joining, for tests."""

import re

SECRET = "Kaledo-Palu-2026"
COOKIE = "serambi_gabung"
ADULT = {"name": "Rani  Anggraini", "born_on": "1998-03-14", "district": "Besusu Barat", "website": ""}
CHILD = {"name": "Bagas Pratama", "born_on": "2014-06-14", "district": "", "website": ""}
REACH = {"category": "dewasa", "home_branch": "pusat", "phone": "0812 3456 7890", "email": "Rani@Example.id"}
OF_A_CHILD = {
    "category": "anak",
    "home_branch": "timur",
    "phone": "",
    "email": "",
    "guardian_name": "Ibu Sinta",
    "guardian_relation": "mother",
    "guardian_phone": "0813 4455 6677",
    "guardian_email": "",
    "sees_loans": "on",
}


def to_check(client, who=ADULT, reach=REACH, prefix=""):
    """Through the first two steps; the third page comes back."""
    first = client.post(f"{prefix}/gabung/", who)
    assert first.status_code == 302, errors_of(first)
    second = client.post(first["Location"], reach)
    assert second.status_code == 302, errors_of(second)
    return client.get(second["Location"])


def key_of(page) -> str:
    return re.search(r'name="key" value="(\w+)"', page.content.decode())[1]


def errors_of(page) -> str:
    return " ".join(re.findall(r"field__error.*?<span>(.*?)</span>", page.content.decode(), re.S))


def confirm(client, page, prefix="", **more):
    said = {"key": key_of(page), "password": SECRET, "agrees": "on"} | more
    return client.post(f"{prefix}/gabung/periksa/", said)
