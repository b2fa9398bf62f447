"""Finding: search, results, record pages, browsing, lists; the index and the process that keeps it.

Words: *query* what a person asked, understood; *index* derived data that can always be rebuilt; *facet*, *rescue*,
*suggestion*; *list* (Shelf) works chosen by staff: staff picks, themed displays, reading lists.
"""
