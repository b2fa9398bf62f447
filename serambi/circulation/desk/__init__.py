"""The desk, but for what is HTTP: what was typed or scanned, what to do with it, what the desk remembers, what it says.

`reading` understands the one field, `scanning` does the act, `memory` keeps branch and last acts in the session,
`where` knows at which branch somebody works, `member` is what the desk sees of a member, `telling` what it says.
"""
