"""Members: who may borrow, with which card, in whose care, and what the house knows about each.

Words: a *patron* (pemustaka; a member, anggota) belongs to a *category*, has a *home branch* and a *card number*; a
*former card* is one that was lost or replaced; a *guardian* (wali) answers for a child; a *consent* (persetujuan) is to
one version of a text; a *block* (pembatasan) keeps from borrowing and says why; a *look* is a line of the processing
log that UU PDP asks for: who looked at whose data, on which day.

A patron may have an account (`accounts.User`) to sign in with, and works at the desk without one. Names are one
string. What is kept of a person stands in `models/patron.py`, field by field with its reason.

Lock order: CardScheme, then Patron (by primary key), then its cards, guardians, consents and blocks.
"""
