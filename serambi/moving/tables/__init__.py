"""Any other list of books: which column means what, and its rows as title and copy. Pure.

INLISLite's collection sheets are such a list whose columns are known (`moving.inlislite`).
"""
