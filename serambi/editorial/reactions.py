"""A post that was given or has ended is seen in the editor at once: its letters about pages go to groups."""

from serambi.accounts.events import PostEnded, PostGiven
from serambi.accounts.models import User
from serambi.editorial.standing import keep_in_step
from serambi.journal.registry import on


@on(PostGiven)
def follow_a_new_post(event: PostGiven, entry) -> None:
    _follow(event.user_id)


@on(PostEnded)
def follow_the_end_of_a_post(event: PostEnded, entry) -> None:
    _follow(event.user_id)


def _follow(user_id: int) -> None:
    user = User.objects.filter(pk=user_id).first()
    if user is not None:
        keep_in_step(user)
