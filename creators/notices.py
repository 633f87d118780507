"""What creators are told about their profile, and people about an imported one they asked for."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from marketplace.notifications.kinds import Data, declare
from marketplace.taxonomy.models.platform import PLATFORM_WORDS


def _named(data: Data) -> Data:
    """The platform's name; two of them are words of the reader's language."""
    return {**data, "platform": PLATFORM_WORDS.get(data["platform_code"], data["platform"])}


def _claim(data: Data) -> str:
    return reverse("creators:claim", args=[data["channel_id"]])


declare(
    "creators.taken_down",
    label=_("Your profile is taken off the market"),
    title=_("Your profile is no longer shown to brands"),
    body=_("Our staff took it off the market. The reason: %(reason)s Put it right and publish it again."),
    url=lambda data: reverse("creators:mine"),
    is_optional=False,
)
# Answers to what somebody asked us for themselves cannot be switched off.
declare(
    "creators.claim_granted",
    label=_("A profile you claimed is yours"),
    title=_("The profile of %(handle)s is yours"),
    body=_("We saw the code. %(handle)s on %(platform)s is now a channel of your profile, with its numbers."),
    url=lambda data: reverse("creators:mine"),
    present=_named,
    is_optional=False,
)
declare(
    "creators.removal_granted",
    label=_("A profile is removed because you asked"),
    title=_("The profile you asked about is removed"),
    body=_("Nothing here names the account on %(platform)s any more, and no list will bring it back."),
    url=lambda data: reverse("creators:find_claim"),
    present=_named,
    is_optional=False,
)
declare(
    "creators.claim_refused",
    label=_("We could not see that a profile is yours"),
    title=_("We could not see that %(handle)s is yours"),
    body=_("You can put it right and ask again. The reason: %(reason)s"),
    url=_claim,
    is_optional=False,
)
declare(
    "creators.claim_taken",
    label=_("A profile you asked for is somebody else’s"),
    title=_("The profile you asked for is somebody else’s"),
    body=_("Somebody else has shown that the account on %(platform)s is theirs. If that is wrong, write to us."),
    url=lambda data: reverse("creators:find_claim"),
    present=_named,
    is_optional=False,
)
