from django.http import Http404
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from serambi.kit.access import open_to_all
from serambi.notices.links import read_stop
from serambi.notices.preferences import stop
from serambi.notices.topics import OUTSIDE, Topic, Via


@open_to_all
@csrf_exempt  # mail programs press this button without having seen the page (RFC 8058); the signed link is the proof
@require_http_methods(["GET", "HEAD", "POST"])
def stop_page(request, token):
    """No more such messages: one press, no signing in. Opening the link changes nothing; mail scanners do that."""
    told = read_stop(token)
    if told is None or told.topic not in Topic.values or told.channel not in OUTSIDE:
        raise Http404
    done, held = request.method == "POST", False
    everything = bool(request.POST.get("everything"))
    if done:
        held = stop(told, everything=everything)
    context = {
        "done": done,
        "held": held,
        "everything": everything,
        "topic": Topic(told.topic).label,
        "channel": Via(told.channel).label,
        "whole_address": not told.patron,
    }
    return render(request, "notices/public/stop.html", context)
