"""One record in a cataloguer's hands: help while typing, locks, covers, templates, history, hiding, deleting."""
