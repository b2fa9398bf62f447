"""Switches: every module is always installed and migrated; a switch hides its pages,
menu entries, reactions and schedule.

Words: a *switch* has a code, `room` or `room.part`. A room declares its switches in its AppConfig:
`switches = [Switch("discovery.children", _("Children's door"), _("What it does…"))]`.
"""
