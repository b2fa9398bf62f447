"""What SLiMS (Senayan, 7 to 9) writes: CSV of titles, copies and members, and dumps of its database. Pure."""
