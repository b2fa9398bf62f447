"""Pages that are another page with another query: what a visitor really sees at an address."""

QUERIES = {
    # address name: queries of its own tests in a browser
    "discovery:search": ["q=laskar+pelangi", "q=laskra+plangi", "q=zzqqxx", "q=fiksi&format=book&branch=pusat"],
    "discovery:children-search": ["q=kancil"],
    "catalogue-staff:records": ["q=hirata", "q=zzqqxx"],
    "accounts-staff:people": ["q=wati", "q=zzqqxx"],
}

ERRORS = {
    # role: addresses that answer with a page about what went wrong, and its status
    "anonymous": [("/tidak/ada/", 404), ("/en/not/there/", 404)],
    "patron": [("/staff/", 403), ("/en/staff/", 403)],
    "desk": [("/staff/nothing/", 404)],
}

KEY_PAGES = [
    "front:home", "discovery:search", "discovery:record", "account_login", "front-staff:today",
    "catalogue-staff:imports",
]  # fmt: skip
"""Looked at in high contrast and large text too, and walked with the keyboard."""
