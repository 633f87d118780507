"""What creators are told about their profile."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from marketplace.notifications.kinds import declare

declare(
    "creators.taken_down",
    label=_("Your profile is taken off the market"),
    title=_("Your profile is no longer shown to brands"),
    body=_("Our staff took it off the market. The reason: %(reason)s Put it right and publish it again."),
    url=lambda data: reverse("creators:mine"),
    is_optional=False,
)
