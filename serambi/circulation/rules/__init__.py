"""The loan rules: what can be ruled, which rule wins, the book of all rules, and how it is changed.

Everybody else asks `book().answers(…)` and `book().limits(…)`, and hands the answers to `circulation.policy`.
"""
