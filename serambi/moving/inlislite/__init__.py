"""INLISLite's collection sheets (3.x, templates AACR and RDA): two rows of headings, one row a copy. Pure."""
