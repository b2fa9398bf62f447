"""Numbers, money and times as people here write them. Nothing here raises on a strange value: it comes back as text."""

import datetime as dt
import re
import unicodedata
from decimal import Decimal, InvalidOperation
from zoneinfo import ZoneInfo

from django.utils import formats, timezone
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext, ngettext
from django.utils.translation import gettext_lazy as _

_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")

# ISO 639-2/B (what MARC holds) -> ISO 639-1, for languages a library here is likely to hold
_ALPHA2 = dict(
    re.findall(
        r"(\w{3}):(\w\w)",
        "ind:id eng:en ara:ar jav:jv sun:su may:ms msa:ms dut:nl nld:nl ger:de deu:de fre:fr fra:fr jpn:ja "
        "chi:zh zho:zh kor:ko spa:es por:pt ita:it rus:ru lat:la gre:el ell:el heb:he hin:hi urd:ur per:fa "
        "fas:fa tur:tr tha:th vie:vi tgl:tl bur:my mya:my khm:km lao:lo tam:ta ben:bn san:sa pol:pl swe:sv "
        "nor:no dan:da fin:fi hun:hu cze:cs ces:cs rum:ro ron:ro ukr:uk bul:bg afr:af swa:sw wel:cy cym:cy "
        "gle:ga ice:is isl:is alb:sq sqi:sq arm:hy hye:hy geo:ka kat:ka slo:sk slk:sk slv:sl hrv:hr srp:sr "
        "est:et lav:lv lit:lt mon:mn nep:ne pan:pa mal:ml ",
    )
)
_SPECIAL = {
    "mul": _("Several languages"),
    "und": _("Unknown language"),
    "zxx": _("No words"),
    "lew": _("Kaili"),
    "map": _("Austronesian language"),
}


def number(value, places: int | None = None) -> str:
    """1234.5 -> 1.234,5 (Indonesian) or 1,234.5 (English)."""
    amount = _decimal(value)
    if amount is None:
        return "" if value in (None, "") else str(value)
    if places is None:
        places = max(0, min(6, -amount.normalize().as_tuple().exponent))
    return formats.number_format(round(amount, places), places, force_grouping=True)


def rupiah(value) -> str:
    """1250000 -> Rp1.250.000; no decimals, nobody pays cents."""
    amount = _decimal(value)
    if amount is None:
        return "" if value in (None, "") else str(value)
    return f"{'-' if amount < 0 else ''}Rp{number(abs(amount.quantize(Decimal(1), 'ROUND_HALF_UP')), 0)}"


def local_date(value, zone: str = "") -> str:
    """Sabtu, 21 November 2026."""
    return _format(value, zone, "l, j F Y")


def short_date(value, zone: str = "") -> str:
    """21 Nov 2026."""
    return _format(value, zone, "j M Y")


def local_time(value, zone: str = "") -> str:
    """09.00 WITA in Indonesian, 09:00 WITA in English. The zone is always said: the country has three."""
    moment = _local(value, zone)
    if isinstance(moment, dt.datetime):
        return f"{_clock(moment)} {moment.tzname()}" if moment.tzinfo else _clock(moment)
    return _clock(moment) if isinstance(moment, dt.time) else _plain(value)


def local_moment(value, zone: str = "") -> str:
    """Sabtu, 21 November 2026, 09.00 WITA."""
    moment = _local(value, zone)
    if not isinstance(moment, dt.datetime):
        return local_date(value, zone)
    return f"{local_date(moment, zone)}, {local_time(moment, zone)}"


def when(value, zone: str = "") -> str:
    """Near times as people say them (baru saja, 12 menit lalu, besok, kemarin); far ones as dates."""
    moment = _local(value, zone)
    if isinstance(moment, dt.datetime):
        if not moment.tzinfo:
            return local_moment(moment)
        now = timezone.now().astimezone(moment.tzinfo)
        minutes = int((now - moment).total_seconds() // 60)
        if 0 <= minutes < 2:
            return gettext("just now")
        if 2 <= minutes < 60:
            return ngettext("%(count)d minute ago", "%(count)d minutes ago", minutes) % {"count": minutes}
        return f"{_day(moment.date(), now.date())}, {local_time(moment, zone)}"
    if isinstance(moment, dt.date):
        return _day(moment, timezone.now().astimezone(_zone(zone)).date())
    return _plain(value)


def language_tag(code: str) -> str:
    """ISO 639-2/B (what MARC holds) -> the tag of an HTML `lang` attribute; empty for no or several languages."""
    code = code.strip().lower()
    if code in ("mul", "und", "zxx") or not code.isalpha() or len(code) not in (2, 3):
        return ""
    return _ALPHA2.get(code, code)


def language_name(code: str) -> str:
    """ISO 639-2/B or 639-1 -> the language's name in the reader's language; the code itself when unknown."""
    code = str(code or "").strip().lower()
    if code in _SPECIAL:
        return str(_SPECIAL[code])
    from babel import Locale, UnknownLocaleError  # 40 ms: only pages that name a language pay for it

    try:
        names = Locale.parse((get_language() or "id").replace("-", "_")).languages
    except (UnknownLocaleError, ValueError):
        names = Locale("id").languages
    name = names.get(_ALPHA2.get(code, code), "")
    return name[:1].upper() + name[1:] if name else code


def highlight(text, terms) -> SafeString:
    """Escape `text` and mark the words that start with one of the terms (a string or several), accents aside."""
    wanted = [
        fold(word) for term in ([terms] if isinstance(terms, str) else terms or ()) for word in _WORD.findall(str(term))
    ]
    wanted = [word for word in wanted if word]
    text = "" if text is None else str(text)
    if not wanted:
        return escape(text)
    out, at = [], 0
    for match in _WORD.finditer(text):
        word = fold(match[0])
        if any(word == term or (len(term) > 2 and word.startswith(term)) for term in wanted):
            out += [escape(text[at : match.start()]), "<mark>", escape(match[0]), "</mark>"]
            at = match.end()
    out.append(escape(text[at:]))
    return mark_safe("".join(out))  # noqa: S308  (every piece of text is escaped above)


def fold(word: str) -> str:
    """Lower case without accents."""
    return "".join(c for c in unicodedata.normalize("NFKD", word).casefold() if not unicodedata.combining(c))


def _day(day: dt.date, today: dt.date) -> str:
    distance = (day - today).days
    near = {-1: gettext("yesterday"), 0: gettext("today"), 1: gettext("tomorrow")}.get(distance)
    if near:
        return near
    if 1 < distance < 7:
        return formats.date_format(day, "l, j F")
    return formats.date_format(day, "j F" if day.year == today.year else "j F Y")


def _clock(moment: dt.datetime | dt.time) -> str:
    return moment.strftime("%H:%M" if (get_language() or "id").startswith("en") else "%H.%M")


def _format(value, zone: str, pattern: str) -> str:
    moment = _local(value, zone)
    return formats.date_format(moment, pattern) if isinstance(moment, dt.date) else _plain(value)


def _local(value, zone: str):
    """An aware datetime in the wanted zone, else the value; ISO text is read first."""
    if isinstance(value, str):
        try:
            value = dt.datetime.fromisoformat(value) if len(value) > 10 else dt.date.fromisoformat(value)
        except ValueError:
            return value
    if isinstance(value, dt.datetime) and value.tzinfo:
        try:
            return value.astimezone(_zone(zone))
        except OverflowError:  # year 1 or 9999 at the edge of the calendar
            return value
    return value


def _zone(zone: str) -> dt.tzinfo:
    try:
        return ZoneInfo(str(zone)) if zone else timezone.get_current_timezone()
    except (KeyError, ValueError, OSError):
        return timezone.get_current_timezone()


def _plain(value) -> str:
    return "" if value is None else str(value)


def _decimal(value) -> Decimal | None:
    try:
        amount = Decimal(str(value))
    except (InvalidOperation, ValueError):
        return None
    return amount if amount.is_finite() and abs(amount) < Decimal(10) ** 18 else None
