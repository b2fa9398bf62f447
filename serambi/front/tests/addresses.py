"""Example objects for addresses with arguments, for the harnesses in house/."""


def examples(world) -> dict[str, dict]:
    return {"sitemap-file": {"section": "site", "number": 1}}
