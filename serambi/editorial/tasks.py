"""Work in the background: sizes of pictures, publishing and taking off at their time."""

from django_tasks import task


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
