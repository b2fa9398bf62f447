"""One change for many records or copies: foreseen, looked at, carried out, perhaps taken back."""
