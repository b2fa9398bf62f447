"""Settings, addresses, the program `serambi`. Knows every room and holds no rules."""
