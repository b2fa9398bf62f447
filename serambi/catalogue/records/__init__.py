"""How records become rows and change: described, matched, kept with works, headings and revisions."""
