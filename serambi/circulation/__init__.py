"""Lending: who has which copy until when, who waits for it, where it travels, what is owed.

Words: a *loan* (pinjaman) is one copy in one patron's hands until `due_at`; *checkout*, *checkin*, *renewal*; a *hold*
(reservasi) waits for a work, an edition, or one copy; a *caught* hold has its copy, which is in *transit* to the
pickup branch or *ready* on the hold shelf; a *charge* (tagihan) is one line somebody owes, *payments* settle it; a
*claim* says that the patron has returned what the house cannot find; a *rule* gives one answer (how long, how many)
for a branch, a category of patrons and a kind of copy, empty meaning any.

The state of a copy is never stored twice: the catalogue knows whether it belongs on the shelf, this room derives from
loans, holds and transits whether it is there (`queries.availability`).

Lock order: Item (by primary key), then Patron (by primary key), then Loan, Hold, Transit, Charge, each by primary key.
An act locks what becomes scarcer: a copy to lend or catch it, a patron to count against a limit. Closed rows stay in
their table; partial unique constraints hold what must never be true twice (`docs/circulation.md`).
"""
