"""The log shows faults, not everyday refusals."""

import logging

from serambi.config.log_lines import OnlyFaults


def line(status=None):
    record = logging.LogRecord("django.request", logging.ERROR, "x", 1, "m", None, (ValueError, ValueError(), None))
    if status:
        record.status_code = status
    return record, OnlyFaults().filter(record)


def test_a_refusal_is_no_fault():
    assert not any(line(status)[1] for status in (403, 404, 409, 429))


def test_a_fault_is_shown_whole():
    record, shown = line(500)
    assert shown
    assert record.exc_info


def test_being_closed_for_a_moment_is_one_line():
    record, shown = line(503)
    assert shown
    assert record.exc_info is None
    assert record.levelname == "WARNING"


def test_lines_about_other_things_pass():
    assert line()[1]


def test_a_task_that_went_well_is_no_news():
    assert not OnlyFaults().filter(logging.LogRecord("django_tasks", logging.INFO, "x", 1, "m", None, None))
    assert OnlyFaults().filter(logging.LogRecord("django_tasks", logging.ERROR, "x", 1, "m", None, None))
