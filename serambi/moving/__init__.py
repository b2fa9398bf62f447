"""Moving in and moving out: what another library system leaves behind comes in, and everything can leave again.

Words: a *Move* is a set of files from an old system (SLiMS, INLISLite, any list) on its way into the catalogue; a
*MoveRow* is one row of them, which ends as imported, merged, doubtful or refused; the *scratch* is a working database
on disk that can always be made anew from the files; a *KeptRow* is personal data of the old system (members, loans)
that waits for the room it belongs to; a *Departure* is one export of everything.

Records go through the catalogue's own imports (`ImportBatch`); nothing here writes to the catalogue by itself.

Lock order: Move, then whatever the catalogue's act locks.
"""
