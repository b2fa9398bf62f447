"""Approval by a second person, as a step of Wagtail's workflow and as a rule of every page's permissions."""

from functools import cached_property

from django.db.models import Max
from django.utils.translation import gettext_lazy as _
from wagtail.models import AbstractGroupApprovalTask, Page, PageLogEntry, PagePermissionTester

from serambi.editorial.policy import may_publish


class FourEyes(PagePermissionTester):
    """Wagtail's permissions of one person for one page, with the rule that nobody publishes their own words.

    Every way to publish asks it: the editor, lists with many pages, approval, going back to an old version.
    """

    @cached_property
    def _second_person(self) -> bool:
        versions = self.page.revisions.order_by()
        if since := self._settled_at():
            versions = versions.filter(created_at__gt=since)
        return may_publish(self.user.pk, versions.values_list("user", flat=True).distinct())

    def _settled_at(self):
        """Up to when its versions have been approved already, or are another page's.

        A page counts from the version that visitors see, not from the minute it appeared: what was written between
        its approval and that minute waits for approval still.
        """
        # asked of the table: a page that was made from one of its versions says what was known when that was saved
        shown = Page.objects.filter(pk=self.page.pk).values("live_revision__created_at", "last_published_at").first()
        settled = [
            shown and (shown["live_revision__created_at"] or shown["last_published_at"]),
            self.page.revisions.exclude(approved_go_live_at=None).aggregate(last=Max("created_at"))["last"],
            # a copy brings the versions of its original with it, and their authors never saw the copy
            PageLogEntry.objects.filter(page=self.page.pk, action__startswith="wagtail.copy").aggregate(
                last=Max("timestamp")
            )["last"],
        ]
        return max(filter(None, settled), default=None)

    def can_publish(self):
        return super().can_publish() and self._second_person

    def can_unschedule(self):
        """Holding back what was approved shows nobody anything."""
        return super().can_publish()

    def can_delete(self, ignore_bulk=False):
        """A place (the home page, "News") is an address of the program: its pages may go, it stays."""
        return not self.page.specific_class.is_place and super().can_delete(ignore_bulk)

    def can_unpublish(self):
        return not self.page.specific_class.is_place and super().can_unpublish()

    def can_copy(self):
        return not self.page.specific_class.is_place and super().can_copy()

    def can_publish_subpage(self):
        """A page that is just being made was seen by its writer only."""
        return False

    def can_set_view_restrictions(self):
        """Every published page is for everybody; what is not for everybody does not belong here."""
        return False


class SecondPersonTask(AbstractGroupApprovalTask):
    """A publisher who neither asked for the publication nor wrote all of it approves, or asks for changes."""

    def get_actions(self, obj, user):
        state = obj.current_workflow_state
        if state is None or state.requested_by_id == user.pk or not obj.permissions_for_user(user).can_publish():
            return []
        return super().get_actions(obj, user)

    @classmethod
    def get_description(cls):
        return _("Somebody of the chosen groups other than the writer approves")

    class Meta:
        verbose_name = _("approval by a second person")
        verbose_name_plural = _("approvals by a second person")
