"""What a person must do now, the most pressing first."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from brands.enums import RUN_CAMPAIGNS, CampaignState
from brands.models import Brand, Campaign
from brands.queries import gaps_of
from creators.enums import CreatorState
from creators.models import Channel, Creator
from creators.queries.completeness import Completeness
from marketplace.accounts.models import Person
from marketplace.deals.enums import ContactKind, ContactState
from marketplace.deals.models import Contact
from marketplace.deals.queries import contacts_of_brands, contacts_of_creator
from marketplace.eligibility.measures import find

#: No more than this at once: a list that is done in one sitting.
SHOWN = 4
SHOWN_DRAFTS = 2


@dataclass(frozen=True)
class Task:
    """One thing to do, why, and where."""

    label: str
    why: str
    href: str
    icon: str


def stale_after() -> timedelta:
    """Numbers older than this no longer count in rules."""
    return timedelta(days=find("followers").stale_after_days or 45)


def for_creator(
    person: Person, creator: Creator | None, completeness: Completeness | None, channels: Sequence[Channel], today: date
) -> list[Task]:
    """`channels` carry `newest`, the day of their newest measurement."""
    asked = contacts_of_creator(person, ContactState.PENDING).filter(kind=ContactKind.INVITATION)
    answers = map(_answer, asked.order_by("expires_at")[:SHOWN])
    return [*answers, *_for_creator(creator, completeness, channels, today)][:SHOWN]


def _answer(contact: Contact) -> Task:
    """The other side waits for a word."""
    campaign, until = contact.campaign, date_format(contact.expires_at, "DATE_FORMAT")
    if contact.is_application:
        label = _("Answer the application of %(name)s") % {"name": contact.creator.display_name}
        why = _("For “%(campaign)s”; it closes on %(day)s.") % {"campaign": campaign.title, "day": until}
    else:
        label = _("Answer the invitation of %(name)s") % {"name": campaign.brand.name}
        why = _("To “%(campaign)s”; it closes on %(day)s.") % {"campaign": campaign.title, "day": until}
    return Task(label, why, reverse("deals:contact", args=[contact.public_id]), "envelope")


def _for_creator(
    creator: Creator | None, completeness: Completeness | None, channels: Sequence[Channel], today: date
) -> Iterator[Task]:
    if creator is None or completeness is None:
        why = _("It takes about ten minutes, and you can stop and go on at any time.")
        yield Task(_("Make your profile"), why, reverse("creators:profile"), "user-circle")
        return
    if creator.state == CreatorState.DRAFT:
        yield _publish(completeness)
    if creator.state in (CreatorState.PAUSED, CreatorState.HIDDEN, CreatorState.UNPUBLISHED):
        why = _("While it is not published, campaigns do not reach you.")
        yield Task(_("Publish your profile again"), why, reverse("creators:mine"), "eye")
    for channel in channels:
        newest = getattr(channel, "newest", None)
        if newest and newest < today - stale_after():
            href = reverse("creators:add_measurement", args=[channel.public_id])
            label = _("Record new numbers for %(channel)s") % {"channel": f"@{channel.handle}"}
            yield Task(label, _("They are too old to count in the rules of campaigns."), href, "chart-bar")


def _publish(completeness: Completeness) -> Task:
    missing = completeness.missing
    if not missing:
        why = _("Everything is there. Once published, brands can find you.")
        return Task(_("Publish your profile"), why, reverse("creators:mine"), "rocket-launch")
    why = ngettext(
        "One thing is missing before it can be published: %(first)s.",
        "%(n)s things are missing before it can be published, the first one: %(first)s.",
        len(missing),
    ) % {"n": len(missing), "first": missing[0].label}
    return Task(_("Complete your profile"), why, missing[0].href, "user-circle")


def for_brands(person: Person, brands: list[Brand], campaigns: list[Campaign]) -> list[Task]:
    """For everyone who runs campaigns for these brands; who only reads has nothing to do."""
    led = [brand for brand in brands if brand.my_role in RUN_CAMPAIGNS]
    if brands and not led:
        return []
    asked = contacts_of_brands(person, ContactState.PENDING).filter(kind=ContactKind.APPLICATION)
    mine = asked.filter(campaign__brand__in=led).order_by("expires_at")
    return [*map(_answer, mine[:SHOWN]), *_for_brands(led, campaigns)][:SHOWN]


def _for_brands(brands: list[Brand], campaigns: list[Campaign]) -> Iterator[Task]:
    if not brands:
        why = _("Campaigns are posted by a brand; its page takes two minutes.")
        yield Task(_("Add your brand"), why, reverse("brands:brand_new"), "building-storefront")
        return
    drafts = [campaign for campaign in campaigns if campaign.state == CampaignState.DRAFT]
    yield from map(_draft, drafts[:SHOWN_DRAFTS])
    if not campaigns:
        why = _("Say what you are looking for, and see at once how many creators fit.")
        href = reverse("brands:campaign_new", args=[brands[0].public_id])
        yield Task(_("Post your first campaign"), why, href, "megaphone")
    for brand in brands:
        if not brand.verified_at and not brand.verification_requested_at:
            why = _("Creators answer verified brands more readily.")
            href = reverse("brands:settings", args=[brand.public_id])
            yield Task(_("Have %(brand)s verified") % {"brand": brand}, why, href, "check-badge")


def _draft(campaign: Campaign) -> Task:
    missing = [gap for gap in gaps_of(campaign) if gap.blocks]
    title = campaign.title or _("your draft")
    href = reverse("brands:campaign_review", args=[campaign.public_id])
    if not missing:
        why = _("Nothing is missing: read it once more, then publish.")
        return Task(_("Publish %(campaign)s") % {"campaign": title}, why, href, "rocket-launch")
    why = ngettext("One thing is still open.", "%(n)s things are still open.", len(missing)) % {"n": len(missing)}
    return Task(_("Finish %(campaign)s") % {"campaign": title}, why, href, "pencil-square")
