"""Work in the background: sizes of pictures, publishing and taking off at their time, tidying."""

from datetime import UTC, datetime, timedelta

from django_tasks import task

ABANDONED = timedelta(days=1)
"""After this time nobody comes back to describe a picture that was sent with several others."""


@task()
def prepare_picture(picture_id: int) -> int:
    """Make every size of a picture that pages use. Safe to run again."""
    from serambi.editorial.models import Picture
    from serambi.editorial.shown_pictures import make_every_size

    picture = Picture.objects.filter(pk=picture_id).first()
    return make_every_size(picture) if picture else 0


@task()
def publish_due() -> None:
    """Publish what was approved for a moment that has come, take off what is over. Every minute."""
    from django.core.management import call_command

    call_command("publish_scheduled", verbosity=0)


@task()
def forget_abandoned_uploads() -> int:
    """Delete what was sent with several pictures or documents and never described: nobody has cleaned it, and it may
    still say where it was taken. Every night; returns how many."""
    from django.utils.timezone import now
    from wagtail.models import UploadedFile

    found = [upload for upload in UploadedFile.objects.all() if _since(upload.file) < now() - ABANDONED]
    for upload in found:
        upload.file.delete(save=False)
        upload.delete()
    return len(found)


def _since(file) -> datetime:
    """When it was sent; long ago when it is gone."""
    try:
        return file.storage.get_modified_time(file.name)
    except (FileNotFoundError, ValueError):
        return datetime(1970, 1, 1, tzinfo=UTC)
