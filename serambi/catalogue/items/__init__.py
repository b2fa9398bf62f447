"""Copies: added, described, moved, mended, withdrawn, labelled, printed, with their history."""
