"""The places: the library, its branches, when they are open.

Words: *library* (one row: name, zone, brand hue), *branch* (cabang; a mobile library is one too), *opening hours*
(jam buka: the weekly spans), *change* (SpecialHours: other hours or a closure for some dates, for one branch or all),
*holiday* (hari libur: loaded from the `holidays` library by year, then edited, added to or reopened by staff).

Dates are calendar dates and times wall-clock times of the branch, in its own zone; a moment is an aware datetime.
What wins on a day is written once, in `policy.py`. Lock order: Library, Branch (by primary key), then its hours,
changes and holidays.
"""
