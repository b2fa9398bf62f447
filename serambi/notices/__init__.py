"""Telling people: what is due, what is ready, what happens with their membership.

Words: a *notice* (pemberitahuan) is one thing somebody should know, about one loan, one reservation or the membership;
a *topic* (hal) is its kind; a *delivery* (kiriman) is one message to one person through one *channel* (saluran: inbox,
e-mail, push, WhatsApp), and may tell of several notices of the same topic at once; a *preference* says which channels
somebody wants for a topic; the *rhythm* says how many days ahead and in which hours the library writes.

The room listens: nothing below knows of it. A notice is planned (by the daily run, or by a reaction to the journal),
then composed into deliveries, then sent. What caused it is looked at anew at each step; a notice without a cause is
dropped and says why. A delivery whose outcome is unknown is never sent again unless a person decides so
(`docs/notices.md`).

Lock order: Notice (by primary key), then Delivery, then Preference, PushSubscription, ContactState.
"""
