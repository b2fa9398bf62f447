"""Where the answer of an address is not simply what its declared access says. One line each, with the reason.

Without a line here: anonymous people are sent to sign in unless the page is open; signed-in people without the
permission get 403; everyone else gets the page (200), is sent on (302) or, where only POST is meant, hears 405.
"""

from collections.abc import Mapping

EXPECTED: Mapping[str, Mapping[str, int]] = {
    # address name: {role, "everyone" or "allowed" (whom the declared access lets in): status of a GET}
    # nobody of the cast has a second step yet, so there are no codes to see and nothing to take off
    "mfa_view_recovery_codes": {"allowed": 404},
    "mfa_download_recovery_codes": {"allowed": 404},
    "mfa_deactivate_totp": {"allowed": 404},
    # only Sari of these has a card of her own; a child's card is there for its guardian only, who is none of them
    "patrons:large": {"patron": 200, "allowed": 404},
    "patrons:printed": {"patron": 200, "allowed": 404},
    "patrons:child-card": {"allowed": 404},
    "patrons:child-printed": {"allowed": 404},
    # no library of the cast has a WhatsApp account
    "notices-machine:whatsapp": {"everyone": 404},
}

POSTED: Mapping[str, Mapping[str, int]] = {
    # the same for an empty POST
    # the example's hold is picked up at Pusat, and its copy stands there
    **{f"circulation-staff:holds-{act}": {"other_desk": 403} for act in ("missing", "move", "end", "recall")},
    "notices-machine:whatsapp": {"everyone": 404},
    # all staff see a copy; these hold no post that changes copies, or hold it at another branch than the example's
    "catalogue-staff:item": dict.fromkeys(
        (
            "other_desk",
            "other_cataloguer",
            "reference",
            "programs",
            "outreach",
            "editor",
            "publisher",
            "head",
            "it",
        ),
        403,
    ),
    # the same with what is done to one; the head and cataloguers withdraw
    "catalogue-staff:item-act": dict.fromkeys(
        ("other_desk", "other_cataloguer", "reference", "programs", "outreach", "editor", "publisher", "it"), 403
    ),
    # the desk sees a machine and what it did; only head and IT change it
    "sip2-staff:terminal": dict.fromkeys(("desk", "other_desk"), 403),
}

FOREIGN: Mapping[str, str] = {
    # beginning of a route: why its addresses are not asked one by one as ours are. test_foreign.py asks instead that
    # every one of them has our gate and that the gate lets in whom it should.
    "staff/editorial/": "Wagtail: some two hundred addresses, their pages and queries are not ours to change",
}

NOT_WALKED: Mapping[str, str] = {
    # address name: why the crawl from the home page never reaches it
    "account_confirm_email": "its link is in an e-mail",
    "account_reset_password_from_key": "its link is in an e-mail",
    "account_email_verification_sent": "shown after a form was sent",
    "account_reset_password_done": "shown after a form was sent",
    "account_reset_password_from_key_done": "shown after a form was sent",
    "account_inactive": "shown to people whose account is closed, when they sign in",
    "account_set_password": "for accounts without a password: the account page sends them here",
    "mfa_authenticate": "the second step of signing in",
    "mfa_reauthenticate": "asked for when a second step is set up and some time has passed",
    "mfa_deactivate_totp": "shown once a second step is set up",
    "mfa_download_recovery_codes": "shown once a second step is set up",
    "mfa_generate_recovery_codes": "shown once a second step is set up",
    "mfa_view_recovery_codes": "shown once a second step is set up",
    "accounts-staff:second-factor": "shown for a person who has a second step",
    "patrons-staff:verify": "shown for somebody who joined online and waits; the members of the cast are verified",
    "patrons-staff:reopen": "shown for a membership that is closed",
    "patrons-staff:guardian-end": "on the page of a child; the crawl looks at two members only",
    "account_signup": "old addresses; people join at /gabung/",
    "patrons:guardian": "its link is sent to the guardian of a child",
    "patrons:reach": "the second step of joining, once the first is answered",
    "patrons:check": "the third step of joining, once the second is answered",
    "patrons:done": "shown after joining, and to members who wait for a desk",
    "patrons:child-card": "shown to guardians, on the page of the family",
    "patrons:child-printed": "shown to guardians, on the page of the family",
    "patrons:family": "shown to members who answer for a child",
    "health": "for machines that watch the site",
    "robots": "crawlers know the address",
    "sitemap": "named in robots.txt",
    "sitemap-file": "named in sitemap.xml",
    "shell:worker": "the page's script registers it",
    "shell:brand": "only a library with another hue than the first one loads it",
    "ui_staff:gallery": "for the people who build pages; docs/development.md names it",
    "media": "pictures ask for it, not links",
    "discovery-staff:list-add": "shown beside what a search on the page of a list finds",
    "ui:offline": "the service worker shows it",
    "catalogue-staff:work-group": "the form is there once another record was searched for",
    "journal-staff:retry": "shown beside work that failed",
    "catalogue-staff:print-progress": "the page asks for it while a PDF is drawn",
    "catalogue-staff:batch-progress": "the page asks for it while a batch change is worked on",
    "catalogue-staff:import-progress": "the page asks for it while a file is worked on",
    "catalogue-staff:import-resume": "shown when an import stopped",
    "catalogue-staff:copy-more": "shown while a catalogue has more answers than were fetched",
    "catalogue-staff:copy-rows": "the page asks for it while catalogues are asked",
    "catalogue-staff:heading-change-progress": "the page asks for it while records follow",
    "catalogue-staff:heading-change-resume": "shown when a change stopped",
    "catalogue-staff:heading-change-undo": "shown once a change has ended",
    "catalogue-staff:merge": "offered for records that look alike",
    "catalogue-staff:merge-several": "reached by ticking more than two records that look alike",
    "catalogue-staff:print": "listed for whoever asked for it, once something was printed",
    "catalogue-staff:print-confirm": "on the page of a print that is ready",
    "catalogue-staff:print-file": "on the page of a print that is ready",
    "catalogue-staff:record-advice": "the editor's script asks for it while somebody types",
    "catalogue-staff:record-alive": "the editor's script says that somebody is still there",
    "catalogue-staff:record-bring-back": "shown at every version but the newest",
    "catalogue-staff:record-fields": "linked on the MARC face of the editor, which a button opens",
    "catalogue-staff:record-headings": "the editor's script asks for it while somebody types",
    "catalogue-staff:record-take-over": "shown when somebody else has the record open",
    "catalogue:cover": "pictures ask for it, not links",
    "catalogue-staff:doubles-choose": "the form beside records that look alike; the cast's are all different",
    "wagtaildocs_serve": "linked from pages that offer the document",
    "notices-machine:whatsapp": "Meta calls it",
    "notices:stop": "its link is in messages",
    "notices:contact-right": "shown while nothing can be delivered to an address",
    "notices-staff:by-hand-one": "shown beside messages that wait to be sent by hand",
    "circulation:loans-renew-all": "shown with two loans that can be renewed",
    "circulation-staff:desk-undo": "shown once something was done at the desk",
    "circulation-staff:desk-slip": "shown after a return, for a copy that somebody waits for",
    "circulation-staff:desk-receipt": "shown once something was lent at the desk",
    "circulation-staff:desk-unclaim": "shown for a copy that is said to be returned",
    "circulation-staff:desk-card": "shown for a card that has expired",
    **dict.fromkeys(
        [f"circulation-staff:desk-{act}" for act in ("renew", "lost", "claim", "renew-all", "charge", "pay")],
        "shown once somebody stands at the desk, whose card was scanned",
    ),
    "circulation:holds-resume": "shown for a reservation that is suspended",
    "circulation-staff:holds-clear": "shown while something has to be taken off the hold shelf",
    "moving-staff:progress": "the page asks for it while a move is worked on",
    "moving-staff:departure-progress": "the page asks for it while an archive is written",
    "moving-staff:departure-file": "the archive of everything: written by the worker, so there is none to fetch here",
}

SHOWN_THOUGH_CLOSED: Mapping[tuple[str, str], str] = {
    # (address name, role): why this person sees a link to a page that answers 403
    ("front-staff:today", "patron"): "the frame of a public page is the same for everybody; the page says what to do",
}
