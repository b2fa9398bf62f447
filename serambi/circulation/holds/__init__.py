"""Reservations: placed, waiting in a queue, caught by a copy, ready on the hold shelf, fetched or ended.

`placing` and `ending` are their beginning and end; `queue` says who is next and when; `matching` which copy can fill
which hold; `catching` gives a copy to a hold; `shelf` keeps the hold shelf; `targeting` is the pull list;
`recalling` calls a loan back. All acts lock the copy before the member before the hold.
"""
