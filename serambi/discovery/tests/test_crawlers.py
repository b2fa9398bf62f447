"""People come in; what asks for everything at once is held off, and nothing about anybody is kept."""

from datetime import timedelta

import pytest
from django.core.cache import caches

from serambi.discovery import misses
from serambi.discovery.crawlers import counting, guarding, robots_lines
from serambi.discovery.crawlers.agents import named
from serambi.discovery.crawlers.budget import Allowance, Budgets
from serambi.discovery.crawlers.clients import neighbourhood
from serambi.discovery.crawlers.strictness import set_strictness
from serambi.discovery.models import RefusedCount
from serambi.journal.models import Entry

FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"


@pytest.fixture
def small_budget(monkeypatch):
    monkeypatch.setitem(guarding.VISITORS, "normal", Allowance(burst=10, per_second=0.001))
    monkeypatch.setitem(guarding.VISITORS, "strict", Allowance(burst=4, per_second=0.001))


def test_a_budget_is_spent_and_refills():
    budgets = Budgets(most=10)
    allowance = Allowance(burst=3, per_second=1)
    assert [budgets.spend("a", 1, allowance, 0.0) for _ in range(3)] == [0, 0, 0]
    assert budgets.spend("a", 1, allowance, 0.0) == pytest.approx(1.0)
    assert budgets.spend("a", 1, allowance, 1.0) == 0
    assert budgets.spend("b", 1, allowance, 0.0) == 0


def test_an_absurd_price_is_payable_after_a_full_rest():
    budgets = Budgets(most=10)
    allowance = Allowance(burst=3, per_second=1)
    assert budgets.spend("a", 1000, allowance, 0.0) == 0
    assert budgets.spend("a", 1, allowance, 0.5) > 0


def test_memory_is_bounded():
    budgets = Budgets(most=100)
    for number in range(10_000):
        budgets.spend(number, 1, Allowance(5, 1), 0.0)
    assert len(budgets) == 100


def test_too_much_is_answered_politely(indexed, client, small_budget):
    answers = [client.get("/temukan/", {"q": "laskar"}).status_code for _ in range(12)]
    assert answers == [200] * 10 + [429] * 2
    response = client.get("/temukan/", {"q": "laskar"})
    assert int(response["Retry-After"]) > 0
    assert "detik" in response.content.decode()
    suggestions = client.get("/temukan/saran/", {"q": "laskar"}, headers={"accept": "application/json"})
    assert suggestions.status_code == 429
    assert suggestions.json() == {"suggestions": []}


def test_filters_and_deep_pages_cost_more(indexed, client, small_budget):
    many = {"q": "a", "format": ["book", "ebook", "film", "map", "kit", "music", "daisy", "braille"], "hal": "9"}
    assert client.get("/temukan/", many).status_code == 200
    assert client.get("/temukan/", many).status_code == 429


def test_another_network_has_its_own_budget(indexed, client, small_budget):
    for _ in range(11):
        client.get("/temukan/", {"q": "laskar"}, REMOTE_ADDR="198.51.100.7")
    assert client.get("/temukan/", {"q": "laskar"}, REMOTE_ADDR="198.51.100.99").status_code == 429
    assert client.get("/temukan/", {"q": "laskar"}, REMOTE_ADDR="203.0.113.5").status_code == 200


def test_signed_in_people_do_not_pay_for_their_neighbours(indexed, client, as_role, small_budget):
    for _ in range(12):
        client.get("/temukan/", {"q": "laskar"})
    assert as_role("patron").get("/temukan/", {"q": "laskar"}).status_code == 200


def test_a_swarm_from_many_addresses_shares_one_budget(indexed, client, monkeypatch):
    monkeypatch.setitem(guarding.CROWD, "normal", Allowance(burst=20, per_second=0.001))
    costly = {"format": ["book", "ebook", "film", "map", "kit", "music", "daisy"]}
    answers = [client.get("/temukan/", costly, REMOTE_ADDR=f"198.51.{number}.1").status_code for number in range(8)]
    assert 429 in answers
    assert client.get("/temukan/", {"q": "laskar"}, REMOTE_ADDR="198.51.250.1").status_code == 200


def test_named_harvesters_are_refused_and_counted_without_addresses(indexed, client):
    response = client.get("/temukan/", {"q": "laskar"}, headers={"user-agent": "Mozilla/5.0 (compatible; GPTBot/1.2)"})
    assert response.status_code == 403
    counting.write_counts()
    row = RefusedCount.objects.get()
    assert (row.reason, row.agent, row.count) == ("agent", "GPTBot", 1)
    assert not {field.name for field in RefusedCount._meta.fields} & {"address", "ip", "path", "user"}


@pytest.mark.parametrize("agent", [FIREFOX, "Googlebot/2.1", "bingbot/2.0", "", "curl/8.5"])
def test_people_and_search_engines_are_no_harvesters(agent):
    assert named(agent) == ""


def test_librarians_can_name_more_and_switch_it_off(indexed, client, world):
    set_strictness("normal", refused_agents="\nNakalBot\nx\n", by=world.ratih)
    headers = {"user-agent": "nakalbot/3"}
    caches["local"].clear()
    assert client.get("/temukan/", headers=headers).status_code == 403
    set_strictness("off", refused_agents="NakalBot", by=world.ratih)
    caches["local"].clear()
    assert client.get("/temukan/", headers=headers).status_code == 200
    assert Entry.objects.filter(event="discovery.CrawlerGuardChanged", by=world.ratih).count() == 2


def test_the_forwarded_address_counts_only_when_our_proxies_wrote_it(rf, settings):
    request = rf.get("/", REMOTE_ADDR="10.0.0.1", headers={"x-forwarded-for": "1.2.3.4, 203.0.113.9"})
    assert neighbourhood(request) == "10.0.0.0/24"
    settings.SERAMBI_PROXIES = 1
    assert neighbourhood(request) == "203.0.113.0/24"
    settings.SERAMBI_PROXIES = 3
    assert neighbourhood(request) == "10.0.0.0/24"


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("2001:db8:1:2:3::9", "2001:db8:1:2::/64"),
        ("::ffff:192.0.2.7", "192.0.2.0/24"),
        ("nonsense", "unknown"),
        ("", "unknown"),
    ],
)
def test_addresses_are_kept_coarse(rf, address, network):
    assert neighbourhood(rf.get("/", REMOTE_ADDR=address)) == network


def test_robots_are_told_not_to_search(db):
    lines = robots_lines()
    assert "Disallow: /temukan/" in lines
    assert "Disallow: /en/temukan/" in lines
    assert "User-agent: GPTBot" in lines
    assert lines[-1] == "Disallow: /"


def test_searches_in_vain_are_counted_as_words_without_people(indexed, client):
    for _ in range(3):
        client.get("/temukan/", {"q": "Kwantum Mekanika zzz"})
    client.get("/temukan/", {"q": "Kwantum Mekanika zzz"}, REMOTE_ADDR="203.0.113.5")
    rows = misses.often_missed()
    assert [(row["terms"], row["times"]) for row in rows] == [("kwantum mekanika zzz", 2)]


@pytest.mark.parametrize(
    "text",
    [
        "budi.santoso@example.id",
        "0812 3456 7890",
        "zzxx 081234567890",
        "https://example.id/zzz",
        "zz " * 40,
        "?",
        "3201011234560001",
    ],
)
def test_what_could_name_a_person_is_never_noted(indexed, client, text):
    client.get("/temukan/", {"q": text})
    client.get("/temukan/", {"q": text}, REMOTE_ADDR="203.0.113.5")
    assert misses.SearchMiss.objects.count() == 0


def test_what_was_asked_once_is_not_shown_and_forgotten_after_a_month(indexed, client):
    client.get("/temukan/", {"q": "zzqq wwxx"})
    assert misses.often_missed() == []
    misses.SearchMiss.objects.update(day=misses.localdate() - timedelta(days=31))
    assert misses.forget_old() == 1
