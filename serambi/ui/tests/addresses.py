"""Example objects for the room's addresses (house/addresses.py reads this)."""


def examples(world) -> dict:
    return {"shell:brand": {"hue": 42}}
