"""Records from other catalogues by SRU: targets, searches, results, taking one over."""
