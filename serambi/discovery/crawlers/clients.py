"""Who a request comes from, coarsely: a neighbourhood of addresses, kept only in memory."""

import ipaddress

from django.conf import settings

__all__ = ["neighbourhood"]


def neighbourhood(request) -> str:
    """The /24 (IPv4) or /64 (IPv6) network of the visitor; "unknown" when there is none.

    `X-Forwarded-For` counts only as far as our own proxies wrote it: the setting SERAMBI_PROXIES says how many
    stand in front (0: none, and the header is ignored, because anybody can send it).
    """
    address = request.META.get("REMOTE_ADDR", "")
    proxies = getattr(settings, "SERAMBI_PROXIES", 0)
    if proxies:
        forwarded = [part.strip() for part in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")]
        address = forwarded[-proxies] if len(forwarded) >= proxies else address
    try:
        parsed = ipaddress.ip_address(address.strip("[]").split("%")[0])
    except ValueError:
        return "unknown"
    if parsed.version == 6 and parsed.ipv4_mapped:
        parsed = parsed.ipv4_mapped
    bits = 24 if parsed.version == 4 else 64
    return str(ipaddress.ip_network((parsed, bits), strict=False))
