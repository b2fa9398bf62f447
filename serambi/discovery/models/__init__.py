from serambi.discovery.models.crawling import CrawlerGuard, RefusedCount
from serambi.discovery.models.miss import SearchMiss
from serambi.discovery.models.shelf import Shelf, ShelfEntry

__all__ = ["CrawlerGuard", "RefusedCount", "SearchMiss", "Shelf", "ShelfEntry"]
