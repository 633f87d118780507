"""One human being with a sign-in."""

from typing import Any

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models, transaction
from django.db.models.functions import Lower
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from marketplace.accounts.enums import Side
from marketplace.core.models import TimeStamped


class PersonManager(BaseUserManager["Person"]):
    def create_user(
        self, email: str, password: str | None = None, *, verified: bool = False, **fields: Any
    ) -> "Person":
        """Make a person who can sign in with this e-mail address (kept in lower case).

        `verified`: we know already that the address is theirs; otherwise they are asked at their first sign-in.
        """
        from allauth.account.models import EmailAddress

        if not email:
            raise ValueError("a person needs an e-mail address")
        person = self.model(email=email.strip().lower(), **fields)
        person.set_password(password)
        with transaction.atomic(using=self._db):
            person.save(using=self._db)
            EmailAddress.objects.create(user=person, email=person.email, primary=True, verified=verified)
        return person

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "Person":
        """Make a person with every right in the admin."""
        return self.create_user(email, password, verified=True, is_staff=True, is_superuser=True, **fields)

    def get_by_natural_key(self, username: str | None) -> "Person":
        return self.get(email__iexact=username)


class Person(AbstractBaseUser, PermissionsMixin, TimeStamped):
    """A person may be a creator, a member of brands, staff, or several of these."""

    email = models.EmailField(_("e-mail address"), unique=True)
    name = models.CharField(_("name"), max_length=120, blank=True)
    uses_creator_side = models.BooleanField(default=False)
    uses_brand_side = models.BooleanField(default=False)
    active_side = models.CharField(max_length=10, choices=Side, blank=True, default="")
    language = models.CharField(_("language"), max_length=5, blank=True, default="")
    time_zone = models.CharField(_("time zone"), max_length=64, default="Europe/Paris")
    is_staff = models.BooleanField(_("staff"), default=False)
    is_active = models.BooleanField(_("can sign in"), default=True)
    suspended_at = models.DateTimeField(_("suspended since"), null=True, blank=True)
    suspended_reason = models.TextField(_("reason of the suspension"), blank=True)

    objects = PersonManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = []

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        permissions = [("suspend_person", _("Can suspend and reinstate people"))]
        constraints = [models.UniqueConstraint(Lower("email"), name="one_person_an_email")]

    def __str__(self) -> str:
        return self.name or self.email

    @property
    def is_suspended(self) -> bool:
        """A suspended person may sign in, read and export, and nothing else."""
        return self.suspended_at is not None

    @property
    def sides(self) -> list[Side]:
        """The sides of the market this person uses."""
        used = {Side.CREATOR: self.uses_creator_side, Side.BRAND: self.uses_brand_side}
        return [side for side, is_used in used.items() if is_used]

    @cached_property
    def has_second_factor(self) -> bool:
        """Whether they set up an app or a passkey; asked once for this object, which is to say once a request."""
        from allauth.mfa.utils import is_mfa_enabled

        return bool(is_mfa_enabled(self, ["totp", "webauthn"]))

    @cached_property
    def has_verified_email(self) -> bool:
        """Whether they proved that the address they use is theirs."""
        from allauth.account.models import EmailAddress

        return EmailAddress.objects.filter(user=self, verified=True, email__iexact=self.email).exists()
