"""Templates: no inline style or handler, nothing from elsewhere, every picture described, every word translatable."""

import ast
import re

from django.template.loader import get_template

from house.templates import HOUSE, read, templates
from house.test_rules import python_files, short, tree
from house.verdict import nothing_wrong

OWN_WORDS = frozenset(
    # names, codes and examples that are the same in every language
    """Serambi MARC INDOMARC ISO XML MARCXML ISBN ISSN DDC CSV RIS Dublin Core DC WIB WITA WIT Wi Fi OK UTF URL ID PDF
    EPUB DAISY Ctrl Esc Enter Tab Shift BibTeX APA MLA RDA QR Apache GitHub id en Rp IDR Aa Bahasa Indonesia English
    JSON IT AO WhatsApp KB MB GB Laskar Pelangi Andrea Hirata""".split()  # noqa: SIM905
)


def test_markup_keeps_the_content_security_policy_and_describes_its_pictures():
    nothing_wrong(fault for path in templates() for fault in read(path).faults)


def test_every_word_a_person_sees_is_translatable():
    nothing_wrong(
        (found for path in templates() for found in read(path, OWN_WORDS).untranslated),
        advice='Use {% translate "…" %} with an English message id, or add a name to OWN_WORDS.',
    )


def test_every_template_compiles():
    findings = []
    for path in templates():
        name = path.as_posix().split("/templates/", 1)[1]
        try:
            get_template(name)
        except Exception as error:
            findings.append(f"{short(path)}: {error}")
    nothing_wrong(findings)


def test_templates_say_translate_in_one_way():
    old = re.compile(r"\{%\s*(trans|blocktrans|endblocktrans)\s")
    nothing_wrong(f"{short(p)}: {m[0]}" for p in templates() if (m := old.search(p.read_text("utf-8"))))


def test_nothing_is_marked_safe_in_a_template():
    """`|safe` and `autoescape off` hand the page to whoever wrote the data."""
    unsafe = re.compile(r"\|\s*safe\b|autoescape\s+off")
    nothing_wrong(f"{short(p)}: {m[0]}" for p in templates() if (m := unsafe.search(p.read_text("utf-8"))))


WORDS_IN_CODE = {"label", "help_text", "verbose_name", "verbose_name_plural", "empty_label"}
CALLS = {"ValidationError", "Http404"}
TOLD = {"success", "error", "info", "warning"}
LETTERS = re.compile(r"[A-Za-z]{3,}")


def bare_words(path):
    """Strings that people will read and that no gettext sees: form labels, help, refusals, messages."""
    for node in ast.walk(tree(path)):
        if not isinstance(node, ast.Call):
            continue
        name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        owner = getattr(getattr(node.func, "value", None), "id", "")
        words = [k.value for k in node.keywords if k.arg in WORDS_IN_CODE]
        words += node.args[:1] if name == "ValidationError" else []
        words += node.args[1:2] if name in TOLD and owner == "messages" else []
        words += node.args[1:2] if name in {"Refusal", "Permission"} else []
        for word in words:
            parts = word.values if isinstance(word, ast.JoinedStr) else [word]
            for part in parts:
                if isinstance(part, ast.Constant) and isinstance(part.value, str) and LETTERS.search(part.value):
                    yield f"{short(path)}:{node.lineno} {part.value!r}"


def test_every_word_in_code_that_people_read_is_translatable():
    command_lines = {"cli.py"}
    nothing_wrong(
        (
            found
            for path in python_files(HOUSE, tests=False)
            if path.name not in command_lines and "management" not in path.parts
            for found in bare_words(path)
        ),
        advice="Wrap it in gettext_lazy as _.",
    )


def test_the_reader_sees_what_it_should(tmp_path, monkeypatch):
    monkeypatch.setattr("house.templates.HOUSE", tmp_path / "serambi")
    page = tmp_path / "page.html"
    page.write_text(
        '{% comment %}Old{% endcomment %}<p style="x" onclick="y">Selamat <b>datang</b> {{ name }}</p>\n'
        '<img src="https://elsewhere/x.png"><script>1</script><input placeholder="Cari">\n'
        '<p title="{% translate "Fine" %}">{% blocktranslate %}Also fine{% endblocktranslate %} ISBN</p>'
    )
    found = read(page, frozenset({"ISBN"}))
    assert len(found.faults) == 5
    assert [each.what for each in found.untranslated] == ["text: 'Selamat'", "text: 'datang'", "placeholder: 'Cari'"]
