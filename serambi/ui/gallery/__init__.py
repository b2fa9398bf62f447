"""What the gallery page shows: every component, in every state, with the snippet that makes it."""
