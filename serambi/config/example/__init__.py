"""The example library: real titles, invented copies and people. The site says that it shows example data.

`titles.py` and `gutenberg.py` turn two public lists into MARC, `editions.py` adds invented accessible editions,
`copies.py` invents the copies, `library.py` runs it all through the ordinary MARC import. Deterministic: the same
profile always gives the same library. Origins and licences: `data/README.md`.
"""
