"""What the library says in its own words: home page, news, pages about itself, answers, campaigns, banners.

Words: a *page* stands in one tree and carries Indonesian and English side by side; a *block* is a part of a page; a
*source* is live data of some room that a block shows (`sources.py`); a *writer* drafts and submits, a *publisher*
approves what somebody else wrote (`policy.py`); a *banner* is a line over the pages for some days and readers.

Written with Wagtail, which is mounted at /staff/editorial/ and nowhere else; the public pages are views of our own.
Wagtail never guards anything about patrons: it holds only what is meant for everybody.
Lock order: a page, then its revisions and workflow state (Wagtail's own acts do it).
"""
