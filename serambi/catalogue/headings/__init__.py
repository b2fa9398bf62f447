"""Authorities at work: which fields they control, changing one, records that follow, taking it back."""
