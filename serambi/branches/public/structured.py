"""A branch for machines that read pages: schema.org `Library` as JSON-LD."""

import json
from datetime import date, timedelta

from django.utils.safestring import SafeString, mark_safe

from serambi.branches import facts, policy
from serambi.branches.models import Branch
from serambi.branches.queries import library

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
DAYS_AHEAD = 28
_ESCAPES = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}  # nothing in it can end the script


def library_json(branch: Branch, rules: policy.Rules, today: date, url: str) -> SafeString:
    """The JSON, safe inside a script element. Exceptions to the weekly hours are listed for four weeks."""
    house = library()
    said = {
        "@context": "https://schema.org",
        "@type": "Library",
        "@id": url,
        "url": url,
        "name": branch.name,
        "parentOrganization": {"@type": "Organization", "name": house.name},
        "openingHoursSpecification": [*_weekly(rules), *_exceptions(rules, today)],
    }
    if branch.address:
        said["address"] = {
            "@type": "PostalAddress",
            "streetAddress": " ".join(branch.address.split()),
            "addressLocality": house.city,
            "addressCountry": "ID",
        }
    if branch.latitude is not None and branch.longitude is not None:
        place = {"latitude": float(branch.latitude), "longitude": float(branch.longitude)}
        said["geo"] = {"@type": "GeoCoordinates", **place}
    said |= {name: value for name, value in (("telephone", branch.phone), ("email", branch.email)) if value}
    amenities = [
        *facts.words(branch.facilities, facts.FACILITIES),
        *facts.words(branch.accessibility, facts.ACCESSIBILITY),
    ]
    if amenities:
        said["amenityFeature"] = [
            {"@type": "LocationFeatureSpecification", "name": str(name), "value": True} for name in amenities
        ]
    return mark_safe(json.dumps(said, ensure_ascii=False).translate(_ESCAPES))  # noqa: S308  (escaped)


def _weekly(rules: policy.Rules) -> list[dict]:
    return [
        {"@type": "OpeningHoursSpecification", "dayOfWeek": f"https://schema.org/{WEEKDAYS[weekday]}", **_times(span)}
        for weekday, spans in enumerate(rules.weekly)
        for span in spans
    ]


def _exceptions(rules: policy.Rules, today: date) -> list[dict]:
    found = []
    for day in policy.days(rules, today, today + timedelta(days=DAYS_AHEAD)):
        if day.why == policy.Why.WEEKLY:
            continue
        valid = {"validFrom": day.date.isoformat(), "validThrough": day.date.isoformat()}
        # a closed day is said as opening and closing at midnight
        times = [_times(span) for span in day.spans] or [{"opens": "00:00", "closes": "00:00"}]
        found += [{"@type": "OpeningHoursSpecification", **valid, **each} for each in times]
    return found


def _times(span: policy.Span) -> dict:
    return {"opens": f"{span.opens:%H:%M}", "closes": f"{span.closes:%H:%M}"}
