"""Lists as CSV, for spreadsheets."""

import csv
from collections.abc import Iterable, Sequence

from django.http import StreamingHttpResponse

FORMULA = ("=", "+", "-", "@", "\t", "\r")


class _Line:
    """A file that hands each written line back."""

    def write(self, line):
        return line


def cell(value) -> str:
    """Text that no spreadsheet runs as a formula."""
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(FORMULA) and not _is_number(text) else text


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True


def csv_response(name: str, header: Sequence, rows: Iterable[Sequence]) -> StreamingHttpResponse:
    """The rows as `name`.csv, sent while they are read; begins with a mark that tells Excel it is UTF-8."""
    writer = csv.writer(_Line())

    def lines():
        yield "\ufeff" + writer.writerow([cell(value) for value in header])
        for row in rows:
            yield writer.writerow([cell(value) for value in row])

    return StreamingHttpResponse(
        lines(),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}.csv"'},
    )
