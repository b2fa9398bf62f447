"""The ground: small tools without models and without library words. Imports nothing of Serambi."""
