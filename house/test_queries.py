"""No page asks the database more often because the library has more: every page, with few objects and with many."""

from django.apps import apps
from django.core.cache import caches
from django.db import connection
from django.test.utils import CaptureQueriesContext

from house.growing import GROW, grow
from house.growing_few import GROWN_WITH
from house.searching import build_index
from house.verdict import nothing_wrong
from house.walk import People, pages

FEW, MANY = 3, 12
MOST = 30
"""More queries than this on one page need a reason in ALLOWED."""
ALLOWED: dict[str, int] = {}


def counted(people, world) -> dict:
    """Queries by page, with everything a process keeps in memory warm."""
    build_index()
    caches["local"].clear()
    found = {}
    for page in pages(world, languages=("id",)):
        people.get(page)
        status, queries = _asked(people, page)
        if status == 200:
            found[page] = queries
    return found


def _asked(people, page) -> tuple[int, list[str]]:
    with CaptureQueriesContext(connection) as queries:
        status = people.get(page).status_code
    return status, [query["sql"] for query in queries]


def test_every_page_asks_as_often_with_many_objects_as_with_few(world, as_role):
    people = People(as_role)
    grow(world, FEW)
    few = counted(people, world)
    grow(world, MANY)
    many = counted(people, world)
    findings = []
    for page in few.keys() & many.keys():
        if len(many[page]) > len(few[page]):
            repeated = max(
                many[page], key=lambda sql: many[page].count(sql) + sum(sql[:90] == o[:90] for o in many[page])
            )
            findings.append(f"{page}: {len(few[page])} queries with few, {len(many[page])} with many; {repeated[:300]}")
    nothing_wrong(findings, advice="select_related, prefetch_related or one query for all rows.")
    nothing_wrong(
        f"{page}: {len(sql)} queries" for page, sql in many.items() if len(sql) > ALLOWED.get(page.address.name, MOST)
    )


def test_every_model_grows():
    ours = {
        f"{model._meta.app_label}.{model.__name__}"
        for config in apps.get_app_configs()
        if config.name.startswith("serambi.")
        for model in config.get_models()
    }
    nothing_wrong((ours - GROW.keys() - GROWN_WITH.keys()), advice="Add each to house/growing.py or growing_few.py.")
