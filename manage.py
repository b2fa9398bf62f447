"""For developers' habits: the same as `serambi manage`."""

import os
import sys

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "serambi.config.settings")
from django.core.management import execute_from_command_line

execute_from_command_line(sys.argv)
