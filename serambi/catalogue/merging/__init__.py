"""Two records that are one become one, with everything that hangs on them; and which editions make a work."""
