"""Why an index cannot be used. All of them are cured by building it again from the catalogue."""

__all__ = ["IndexBusy", "IndexCorrupt", "IndexMissing", "IndexOutdated", "IndexUnusable"]


class IndexUnusable(Exception):
    """The search cannot answer now."""


class IndexMissing(IndexUnusable):
    """Nothing has been built yet."""


class IndexOutdated(IndexUnusable):
    """It was built by code that saw words or fields differently."""


class IndexCorrupt(IndexUnusable):
    """Its files cannot be read."""


class IndexBusy(Exception):
    """Another process is writing to this generation."""
