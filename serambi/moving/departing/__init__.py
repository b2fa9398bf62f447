"""Taking everything out: one archive in open formats, described by itself."""
