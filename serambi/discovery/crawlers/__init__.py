"""Holding off automatic visitors without getting in the way of people.

Search and browsing pages can be combined into millions of addresses, and crawlers that follow them all take
catalogues down. So: facets are form controls and not links, deep pages end, named harvesters are refused, and every
address has a budget (`budget.py`) from which costly pages take more. Records, lists and the sitemap stay open to
search engines. Librarians choose off, normal or strict.
"""

from serambi.discovery.crawlers.guarding import guarded
from serambi.discovery.crawlers.robots import robots_lines

__all__ = ["guarded", "robots_lines"]
