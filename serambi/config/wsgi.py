"""What the web server imports, in each of its processes."""

import gc
import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "serambi.config.settings")
application = get_wsgi_application()
get_resolver().url_patterns  # noqa: B018  (imports every view now instead of while the first visitor waits)
# What is there now stays as long as the process. A full collection that looks through it for rubbish finds none and
# stops a page for 50 to 100 ms: the slowest pages of bench/ were just that.
gc.collect()
gc.freeze()
