"""What can go wrong between us and another library's server, in plain words."""

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    # the way there
    "bad_address": _("The address is not one of a web server (http:// or https://)."),
    "unknown_host": _("There is no such server (its name is not known)."),
    "forbidden_address": _("This address is inside our own network; only servers on the open internet are asked."),
    "no_connection": _("The server cannot be reached."),
    "no_trust": _("The server's certificate is not in order."),
    "too_slow": _("The server did not answer in time."),
    "too_large": _("The answer is too large and was not read to its end."),
    "cut_off": _("The answer broke off before its end."),
    "elsewhere": _("The server sends us on to another server; put that one's address here if you trust it."),
    "goes_round": _("The server sends us round in circles."),
    "packed": _("The answer is compressed, though we asked for a plain one."),
    "no_http": _("What answers there is no web server."),
    "status": _("The server answers with an error of the web (HTTP status)."),
    "wants_password": _("The server wants a name and a password."),
    # the answer
    "empty": _("The answer is empty."),
    "web_page": _("The answer is a web page, not records: the address is probably not that of the SRU service."),
    "not_xml": _("The answer is damaged XML."),
    "entities": _("The answer defines its own entities, which is not safe to read."),
    "not_sru": _("The answer is XML, but none of an SRU server."),
    "only_explains": _("The server explained itself instead of searching."),
    "refused": _("The server refused."),
    "cannot_ask": _("No index of this server fits what is asked."),
}


def sentence(code: str):
    """The translated sentence; the code itself when nobody knows it (a row from an older release)."""
    return SENTENCES.get(code, code)
