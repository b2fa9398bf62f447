"""Translations: complete, equal in what they hold, in step with the code. And the tool that says so."""

import gettext

import pytest

from house.verdict import nothing_wrong
from serambi.config import messages


def test_every_message_is_translated_and_in_step_with_the_code():
    nothing_wrong(messages.problems())


@pytest.fixture
def room(tmp_path, monkeypatch):
    """A room of one file and one template, of its own."""
    monkeypatch.setattr(messages, "HOUSE", tmp_path / "serambi")
    folder = tmp_path / "serambi" / "demo"
    (folder / "templates" / "demo").mkdir(parents=True)
    (folder / "apps.py").write_text("")

    def write(python="", template=""):
        (folder / "words.py").write_text(python)
        (folder / "templates" / "demo" / "page.html").write_text(template)
        messages.update("demo")
        return messages.po_path("demo")

    return write


def translate(path, message, text):
    path.write_text(path.read_text().replace(f'msgid "{message}"\nmsgstr ""', f'msgid "{message}"\nmsgstr "{text}"'))


def test_messages_are_found_in_code_and_in_templates(room):
    path = room(
        python='_("Hello")\nngettext("%(n)d copy", "%(n)d copies", 3)\npgettext("door", "Open")\nx, _ = 1, 2\n',
        template='{% translate "Save" %}{% blocktranslate count n=n %}One{% plural %}{{ n }}{% endblocktranslate %}',
    )
    said = path.read_text()
    for line in ('msgid "Hello"', 'msgid_plural "%(n)d copies"', 'msgctxt "door"', 'msgid "Save"', 'msgid "One"'):
        assert line in said
    assert "msgstr[1]" not in said


def test_messages_inside_formatted_strings_and_indented_templates_are_found(room):
    path = room(
        python="""line = f"X-NAME:{_('%(branch)s: closures') % {}}"\nthings.gettext("Attribute")""",
        template='<ul>\n      <li>{% translate "Deep" %}\n  <li>{% blocktranslate %}a\n  b{% endblocktranslate %}</ul>',
    ).read_text()
    for message in ("%(branch)s: closures", "Attribute", "Deep"):
        assert f'msgid "{message}"' in path
    assert '"a\\n"\n"  b"' in path


def test_a_translation_survives_that_its_message_goes_and_comes_back(room):
    path = room(python='_("Stay")\n_("Go")')
    translate(path, "Go", "Pergi")
    room(python='_("Stay")')
    assert '#~ msgstr "Pergi"' in path.read_text()
    room(python='_("Stay")\n_("Go")')
    assert 'msgid "Go"\nmsgstr "Pergi"' in path.read_text()


def test_what_is_wrong_is_said(room):
    path = room(python='_("Hello %(name)s")\n_("Missing")\n_("Bold <b>x</b>")')
    translate(path, "Hello %(name)s", "Halo")
    translate(path, "Bold <b>x</b>", "Tebal x")
    said = "\n".join(messages.problems())
    assert "'Hello %(name)s' has other placeholders" in said
    assert "'Missing' has no translation" in said
    assert "'Bold <b>x</b>' has other tags" in said


def test_a_message_that_is_new_in_the_code_is_named_with_its_place(room):
    path = room(python='_("Old")')
    (path.parents[3] / "more.py").write_text('\n_("New")')
    assert any("'New' (serambi/demo/more.py:2) is not in the .po file" in line for line in messages.problems())


def test_compiled_messages_can_be_read_by_gettext(room):
    path = room(python='_("Hello")')
    translate(path, "Hello", "Halo")
    assert messages.compile_all() == 1
    assert messages.compile_all() == 0
    with path.with_suffix(".mo").open("rb") as file:
        assert gettext.GNUTranslations(file).gettext("Hello") == "Halo"
