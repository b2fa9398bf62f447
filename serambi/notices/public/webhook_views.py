import json

from django.conf import settings
from django.http import Http404, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from serambi.kit.access import open_to_all
from serambi.notices.incoming import is_genuine, knows, take_in

LARGEST = 1_000_000
LONGEST_CHALLENGE = 200


@open_to_all
@csrf_exempt  # Meta calls; the signature over the body is the proof
@require_http_methods(["GET", "HEAD", "POST"])
def whatsapp(request):
    """What WhatsApp tells us. GET: it asks whether we are the one it was told of. POST: signed news."""
    known = settings.SERAMBI_WHATSAPP
    if not known["APP_SECRET"] or not known["VERIFY"]:
        raise Http404
    if request.method != "POST":
        challenge = request.GET.get("hub.challenge", "")[:LONGEST_CHALLENGE]
        if request.GET.get("hub.mode") == "subscribe" and knows(request.GET.get("hub.verify_token", "")):
            return HttpResponse(challenge, content_type="text/plain; charset=utf-8")
        return HttpResponse("", status=403)
    body = request.body if int(request.META.get("CONTENT_LENGTH") or 0) <= LARGEST else b""
    if not body or not is_genuine(body, request.headers.get("X-Hub-Signature-256", "")):
        return HttpResponse("", status=403)
    try:
        told = json.loads(body)
    except (ValueError, RecursionError):
        return HttpResponse("", status=400)
    take_in(told)
    return HttpResponse("", status=200)
