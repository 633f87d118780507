"""What people are told about their own account."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from marketplace.notifications.kinds import declare

declare(
    "accounts.person_suspended",
    label=_("Your account is suspended"),
    title=_("Your account is suspended"),
    body=_("The reason: %(reason)s You can still sign in, read everything and export your data."),
    url=lambda data: reverse("accounts:settings"),
    is_optional=False,
)
declare(
    "accounts.person_reinstated",
    label=_("Your account is reinstated"),
    title=_("Your account works again"),
    body=_("You can use Entente as before. The reason: %(reason)s"),
    url=lambda data: reverse("accounts:settings"),
    is_optional=False,
)
