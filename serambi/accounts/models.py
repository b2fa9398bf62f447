from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.functional import cached_property
from django.utils.timezone import localdate, now
from django.utils.translation import gettext_lazy as _

from serambi.accounts.roles import Role
from serambi.branches.models import Branch
from serambi.kit.access import Permission


def _today():
    return localdate()  # the library's day, which begins hours before UTC's


class UserManager(BaseUserManager):
    def create_user(self, username, email="", password=None, **fields):
        """A new account; without a password nobody can sign in with it."""
        user = self.model(username=self.model.normalize_username(username), email=self.normalize_email(email), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def get_by_natural_key(self, username):
        return self.get(username=self.model.normalize_username(username))


class User(AbstractBaseUser, PermissionsMixin):
    """A person who signs in. One name, as people in Indonesia write it: no first and last.

    Groups exist for the editor only (`serambi.editorial.standing` keeps them in step with the posts); nothing of ours
    asks them, and nobody is a superuser: the database refuses one.
    """

    username = models.CharField(_("user name"), max_length=60, unique=True, validators=[UnicodeUsernameValidator()])
    name = models.CharField(_("name"), max_length=160, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    is_active = models.BooleanField(_("may sign in"), default=True)
    date_joined = models.DateTimeField(_("since"), default=now)
    shortcuts = models.BooleanField(_("single-letter keyboard shortcuts"), default=True)
    language = models.CharField(_("language of letters to you"), max_length=5, choices=settings.LANGUAGES, default="id")

    objects = UserManager()

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = []

    class Meta:
        constraints = [
            models.UniqueConstraint(Lower("username"), name="one_account_per_user_name_in_any_case"),
            models.CheckConstraint(condition=Q(is_superuser=False), name="nobody_is_a_superuser"),
        ]

    def __str__(self):
        return self.name or self.username

    @classmethod
    def normalize_username(cls, username):
        """User names know no case: "Wati" and "wati" are the same person."""
        return super().normalize_username(username).lower()

    def get_full_name(self):
        return str(self)

    @cached_property
    def posts(self) -> list["StaffPost"]:
        """The posts this user holds today; read once per object."""
        return list(self.staff_posts.current().select_related("branch")) if self.is_active else []

    @property
    def is_staff(self) -> bool:
        return bool(self.posts)

    def may(self, permission: Permission, *, branch=None) -> bool:
        """Does a post of this user hold `permission` (at `branch`, when one is given)?"""
        return any(
            post.role in permission.roles and (branch is None or post.branch is None or post.branch == branch)
            for post in self.posts
        )

    def may_at(self, permission: Permission) -> list[Branch] | None:
        """The branches where this user holds `permission`; None means everywhere."""
        posts = [p for p in self.posts if p.role in permission.roles]
        return None if any(p.branch is None for p in posts) else [p.branch for p in posts]


class StaffPostQuerySet(models.QuerySet):
    def current(self, day=None):
        day = day or localdate()
        return self.filter(started_on__lte=day).filter(Q(ended_on__isnull=True) | Q(ended_on__gt=day))


class StaffPost(models.Model):
    """A role a person holds at one branch, or everywhere when branch is null."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="staff_posts")
    role = models.CharField(_("role"), max_length=20, choices=Role.choices)
    branch = models.ForeignKey(Branch, null=True, blank=True, on_delete=models.PROTECT, related_name="staff_posts")
    started_on = models.DateField(_("from"), default=_today)
    ended_on = models.DateField(_("until"), null=True, blank=True)

    objects = StaffPostQuerySet.as_manager()

    class Meta:
        ordering = ["user", "role"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "role", "branch"],
                condition=Q(ended_on__isnull=True, branch__isnull=False),
                name="one_open_post_per_role_and_branch",
            ),
            models.UniqueConstraint(
                fields=["user", "role"],
                condition=Q(ended_on__isnull=True, branch__isnull=True),
                name="one_open_post_per_role_everywhere",
            ),
        ]

    def __str__(self):
        return f"{self.user} {self.get_role_display()}"
