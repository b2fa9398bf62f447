"""Reading what other systems write, row by row. Pure: no database, no settings; nothing in a file makes it raise."""
