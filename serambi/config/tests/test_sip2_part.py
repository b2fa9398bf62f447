"""`serambi run` serves self-service machines only where SERAMBI_SIP2 says so."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from serambi.config.processes import sip2_part


@pytest.mark.parametrize("environment", [{}, {"SERAMBI_SIP2": ""}, {"SERAMBI_SIP2": "  "}])
def test_it_is_off_unless_it_is_named(environment):
    assert sip2_part(environment) == {}


@pytest.mark.parametrize("place", ["0.0.0.0:6001", "[::1]:6001", "localhost:6001"])
def test_a_place_makes_one_more_part(place):
    assert list(sip2_part({"SERAMBI_SIP2": place})) == ["sip2"]


@pytest.mark.parametrize("place", ["6001", ":6001", "host:", "host:port", "host:٦"])
def test_a_place_that_cannot_be_read_is_said(place):
    with pytest.raises(ImproperlyConfigured):
        sip2_part({"SERAMBI_SIP2": place})
