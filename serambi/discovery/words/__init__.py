"""What a word is to the search: tokens, word forms, identifiers, call numbers, and the words patrons use.

Pure functions over text; the index and the query both go through them, so that what is stored and what is
asked for always meet in the same form.
"""
