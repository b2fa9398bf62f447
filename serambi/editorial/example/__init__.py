"""Invented news and pages for the example library, in Indonesian and English, with pictures drawn by code.

Words may hold {library}, {short} and {city}; `seeding.py` fills them in from the library of the profile.
"""
