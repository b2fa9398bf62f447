"""Who people are to the house: accounts, sign-in, staff posts and their roles.

Words: a *user* signs in; a *post* (StaffPost) gives a user a *role* at one branch, or at all; a role holds permissions.
Patrons (anggota) are a room of their own, above this one.
"""
