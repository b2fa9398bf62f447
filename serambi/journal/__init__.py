"""The journal: facts of the house and the reactions to them.

Words: an *event* is a fact in the past tense, ids only; an *entry* is the event written down in the same
transaction as the fact; a *reaction* is a function a higher room registers with `@on(Event)`; a *follower*
reads entries in commit order (the indexer). Delivery is at least once. Secrets never enter.
"""
