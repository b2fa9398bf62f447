"""Every tag escapes what it is given, works without a request, and carries what a screen reader needs."""

from types import SimpleNamespace

import pytest
from django.core.paginator import Paginator
from django.http import QueryDict
from django.template import engines
from django.test import RequestFactory

from serambi.ui.address import changed_query

HOSTILE = "\"><script>alert(1)</script>'&"


def render(text, request=None, **context):
    return engines["django"].engine.from_string(text).render(_context(context, request))


def _context(values, request):
    from django.template import Context

    return Context(values | ({"request": request} if request else {}))


TAGS = [
    "{% icon x label=x %}",
    "{% cover x x x x x %}",
    "{% state x x x %}",
    '{% state "good" x %}',
    "{% tag x x x %}",
    "{% button x x x label=x name=x value=x key=x %}",
    "{% button x href=x data_copy=x %}",
    "{% progress x x x left=x url=x %}",
    "{% fold x %}{{ x }}{% endfold %}",
    "{% note x x x %}{{ x }}{% endnote %}",
    "{% sheet x %}<tr><td>{{ x }}</td></tr>{% endsheet %}",
    "{% empty x x x x %}",
    "{% more x x about=x %}",
    "{% crumb x x %}",
    "{% crumbs pairs %}",
    "{% steps x 1 %}",
    "{% chips items x %}",
    "{% faces items x %}",
    "{% pager keyed x %}",
    "{% search action=x value=x label=x placeholder=x name=x id=x suggest=x %}",
    "{% share x x %}",
    "{% query_with q=x %}",
    "{{ x|highlight:x }}",
    "{{ x|initials }}{{ x|number }}{{ x|rupiah }}{{ x|local_date:x }}{{ x|when:x }}{{ x|plain_language_name }}",
]


@pytest.mark.parametrize("text", TAGS)
def test_hostile_words_stay_words(text):
    shown = render(
        text,
        x=HOSTILE,
        pairs=[(HOSTILE, HOSTILE), (HOSTILE, HOSTILE)],
        items=[{"label": HOSTILE, "url": HOSTILE, "icon": HOSTILE, "count": HOSTILE}],
        keyed=SimpleNamespace(previous=HOSTILE, next=HOSTILE),
    )
    assert "<script" not in shown
    assert '=""><' not in shown


@pytest.mark.parametrize("text", TAGS)
@pytest.mark.parametrize("nothing", ["", None, 0])
def test_nothing_at_all_breaks_no_tag(text, nothing):
    render(text, x=nothing, pairs=nothing, items=nothing, keyed=nothing)


def test_a_query_changes_one_thing_and_forgets_the_place():
    query = QueryDict("q=hujan&bentuk=cetak&bentuk=audio&page=4&after=x")
    assert changed_query(query, sort="new") == "?q=hujan&bentuk=cetak&bentuk=audio&sort=new"
    assert changed_query(query, bentuk=None, page=5) == "?q=hujan&page=5"
    assert changed_query(query, bentuk=["a", "b"]) == "?q=hujan&bentuk=a&bentuk=b"
    assert changed_query(None, q="a&b") == "?q=a%26b"


def test_pages_turn_by_number_and_by_key():
    request = RequestFactory().get("/", {"q": "hujan", "page": "7"})
    numbered = render("{% pager page %}", request, page=Paginator(range(500), 20).page(7))
    assert 'href="?q=hujan&amp;page=6" rel="prev"' in numbered
    assert 'href="?q=hujan&amp;page=8" rel="next"' in numbered
    assert 'aria-current="page"' in numbered
    keyed = render("{% pager page %}", request, page=SimpleNamespace(previous="", next="k9"))
    assert "after=k9" in keyed
    assert "before=" not in keyed
    assert render("{% pager page %}", request, page=SimpleNamespace(previous="", next="")) == ""


def test_progress_never_exceeds_its_bar_and_stops_asking_when_done():
    assert "data-poll" in render('{% progress 5 10 "5 dari 10" url="/x" %}')
    assert "data-poll" not in render('{% progress 10 10 "Selesai" url="/x" done=True %}')
    assert ">100%</progress>" in render("{% progress 30 10 %}")
    assert ">0%</progress>" in render("{% progress 3 0 %}")


def test_steps_say_where_one_is():
    shown = render('{% steps "Satu|Dua|Tiga" 2 %}')
    assert '<li class="is-here" aria-current="step">Dua</li>' in shown
    assert shown.count("is-done") == 1


def test_a_table_is_named_and_can_be_scrolled_by_keyboard():
    shown = render('{% sheet "Eksemplar" %}<tbody></tbody>{% endsheet %}')
    assert 'role="region" tabindex="0" aria-label="Eksemplar"' in shown
    assert "<caption" in shown


def test_a_disabled_button_is_a_disabled_button():
    assert render('{% button "Kirim" disabled=True name="" %}') == '<button class="btn" disabled>Kirim</button>'
