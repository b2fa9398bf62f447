"""Wagtail's last inline scripts, made into data: so that the editor needs no `unsafe-inline`.

Choosers of dates, pictures and pages write `<script>initDateChooser("id_day", {…});</script>` behind their field. Only
a call of exactly that shape, with a string and JSON as arguments, becomes `<script type="application/json"
data-call="initDateChooser">["id_day", {…}]</script>`, which `editor.js` runs if it knows the name. Anything else stays
as it is, and the policy blocks it.
"""

import json
import re

CALL = re.compile(r'<script>\s*(new )?([A-Za-z]\w{0,60})\(("[\w.\-]{1,200}")(?:,\s*(\{[^<]*\}))?\);?\s*</script>')


def as_data(html: str) -> str:
    """`html` with its calls as data."""
    return CALL.sub(_data, html) if "<script>" in html else html


def _data(match: re.Match) -> str:
    new, name, field, options = match.groups()
    try:
        arguments = [json.loads(field), *([json.loads(options)] if options else [])]
    except ValueError:
        return match[0]
    body = json.dumps(arguments).replace("<", "\\u003C")
    return f'<script type="application/json" data-call="{name}"{" data-new" if new else ""}>{body}</script>'


def without_inline_calls(response):
    """The answer of an editor's page with its calls as data; answers with a form inside JSON as well."""
    if hasattr(response, "add_post_render_callback") and not response.is_rendered:
        response.add_post_render_callback(_rewritten)
    else:
        _rewritten(response)
    return response


def _rewritten(response) -> None:
    kind = response.get("Content-Type", "")
    if response.streaming or b"script" not in response.content:
        return
    if kind.startswith("text/html"):
        response.content = as_data(response.content.decode(response.charset))
    elif kind.startswith("application/json"):
        said = json.loads(response.content)
        if isinstance(said, dict) and isinstance(said.get("html"), str):
            response.content = json.dumps(said | {"html": as_data(said["html"])})
