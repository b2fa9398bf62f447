"""The counter where the rooms meet: home, navigation, the staff workspace's frame, the switch page, site maps."""
