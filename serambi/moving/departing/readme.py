"""The README of the archive: every file described, in Indonesian and in English."""

from django.template.loader import render_to_string
from django.utils import translation


def readme(contents, language: str) -> str:
    """Markdown. `contents` is a `writing.Contents`."""
    with translation.override(language):
        return render_to_string(f"moving/archive/readme_{language}.md", {"contents": contents})
