"""Serving what editors uploaded: cleaned pictures, for ever; documents to take along, never to run."""

from mimetypes import guess_type
from pathlib import PurePosixPath

from django.core.exceptions import SuspiciousFileOperation
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404
from django.utils.cache import patch_cache_control
from django.utils.http import http_date
from django.views.decorators.http import require_safe
from wagtail.documents import get_document_model

from serambi.kit.access import open_to_all

OPEN_FOLDERS = ("editorial/pictures/",)
"""Folders of MEDIA_ROOT anybody may read. What stands there has a name of its own for every content."""
PICTURES = {
    ".avif": "image/avif", ".webp": "image/webp", ".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".png": "image/png",
}  # fmt: skip
SANDBOX = "default-src 'none'; sandbox; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"
"""If a browser ever showed such a file as a page, nothing in it would run."""


@open_to_all
@require_safe
def media(request, path):
    """A picture below one of the open folders. Originals and whatever else lies in MEDIA_ROOT are not found."""
    kind = PICTURES.get(PurePosixPath(path).suffix.lower())
    if kind is None or not path.startswith(OPEN_FOLDERS) or ".." in PurePosixPath(path).parts or "\x00" in path:
        raise Http404
    response = _file(path, kind)
    patch_cache_control(response, public=True, max_age=31_536_000, immutable=True)
    return response


@open_to_all
@require_safe
def document(request, document_id, document_filename):
    """A document that an editor put on a page."""
    found = get_object_or_404(get_document_model(), pk=min(document_id, 2**62))
    if found.filename != document_filename:
        raise Http404
    kind = guess_type(found.filename)[0] or "application/octet-stream"
    response = _file(found.file.name, kind)
    shown = "inline" if kind == "application/pdf" else "attachment"
    response["Content-Disposition"] = f'{shown}; filename="{found.filename.encode("ascii", "ignore").decode()}"'
    patch_cache_control(response, public=True, max_age=3600)
    return response


def _file(name: str, kind: str) -> FileResponse:
    try:
        file = default_storage.open(name)
        changed = default_storage.get_modified_time(name)
    except (OSError, ValueError, SuspiciousFileOperation) as error:
        raise Http404 from error
    response = FileResponse(file, content_type=kind)
    response["Last-Modified"] = http_date(changed.timestamp())
    response["Content-Security-Policy"] = SANDBOX
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    return response
