"""The design system: tokens, components, frames and the small pages every library needs (offline, manifest, errors).

Knows no library words: no loans, no patrons, no books beyond "a cover with a title". Rooms above bring the words.

Words: *token* a CSS custom property; *bundle* several source files served as one; *frame* a page's header and
footer; *view mode* what a visitor chose for reading (theme, contrast, text size, typeface), kept in a cookie.
"""
