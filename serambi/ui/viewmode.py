"""How a visitor wants pages to look: four choices in one cookie, read by the server so that nothing flashes.

The cookie `serambi_view` holds the chosen words joined by dots, for example `dark.large`. A word no axis knows is
ignored, so the cookie can be as strange as it likes. It says nothing about the person and is set only when they choose.
"""

COOKIE = "serambi_view"
COOKIE_AGE = 400 * 24 * 3600  # seconds; browsers cap it at 400 days

# axis -> its possible words; choosing none means: follow the device
AXES = {
    "theme": ("light", "dark"),
    "contrast": ("more",),
    "text": ("large",),
    "font": ("easy",),
}


def chosen(cookie: str) -> dict[str, str]:
    """The axes a cookie value sets."""
    words = set(cookie[:100].split("."))
    return {axis: word for axis, options in AXES.items() for word in options if word in words}


def changed(cookie: str, axis: str, word: str) -> str:
    """The cookie value after choosing `word` on `axis`; an empty or unknown word clears the axis."""
    current = chosen(cookie)
    current.pop(axis, None)
    if word in AXES.get(axis, ()):
        current[axis] = word
    return ".".join(current[axis] for axis in AXES if axis in current)
