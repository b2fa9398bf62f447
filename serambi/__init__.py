"""Serambi: the interactive service platform of the Indonesian city library."""
