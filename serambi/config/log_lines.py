"""What the log says about answers: faults whole, refusals in one line or not at all, so that a real fault is seen."""

import logging

EXPECTED = {400, 401, 403, 404, 405, 409, 410, 429}
"""Answers that are nobody's fault; the web server's own log counts them."""


class OnlyFaults(logging.Filter):
    """Leaves out refusals and missing pages; a 503 we answer on purpose is one line without a traceback."""

    def filter(self, record: logging.LogRecord) -> bool:
        if record.name.startswith("django_tasks") and record.levelno < logging.WARNING:
            return False  # the worker reports every task it takes; the journal's pages show the same
        status = getattr(record, "status_code", None)
        if status in EXPECTED:
            return False
        if status == 503:
            record.exc_info = None
            record.levelno, record.levelname = logging.WARNING, "WARNING"
        return True
