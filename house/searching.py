"""The search index, for tests."""


def build_index() -> None:
    """Index everything in the database into settings.SERAMBI_INDEX."""
    from serambi.discovery.indexer import rebuild_now

    rebuild_now()
