"""Stories that walk through several rooms, one a file."""
