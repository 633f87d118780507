"""What saying yes would cost a creator: posts that their programmes would not count, and promises to other brands.

It is told before they agree and kept with what they agreed to; brands never read it.
"""

import datetime
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from brands.models import Campaign
from creators.models import Channel
from marketplace.deals.enums import ContactState
from marketplace.deals.models import Contact
from marketplace.eligibility import Outcome
from marketplace.eligibility.posts import Post
from marketplace.eligibility.quantities import day as day_in_words
from marketplace.programmes.models import Programme, Standing
from marketplace.programmes.queries import with_rules
from marketplace.programmes.queries.conflicts import Work, cause_in_words, refused_by

Kept = dict[str, Any]
#: A brand that pays to promote the post makes it one whose views were paid for.
PAID_VIEWS = "paid_amplification"
WHOLE_MARKET, SECTOR = "all", "sector"


def costs_of(campaign: Campaign, channel: Channel, on: datetime.date) -> list[Kept]:
    """As facts and codes, the programmes first; [] where nothing is lost."""
    return [*_of_programmes(campaign, channel, on), *_of_promises(campaign, channel, on)]


def in_words(kept: Sequence[Mapping[str, Any]]) -> list[str]:
    """Each cost as a sentence in the reader's language."""
    names = {one.slug: one.name for one in Programme.objects.filter(slug__in=[row.get("programme") for row in kept])}
    return [_said(row, names) for row in kept]


def _said(row: Mapping[str, Any], names: Mapping[str, str]) -> str:
    if "programme" in row:
        words = {
            "programme": names.get(row["programme"], row["programme"]),
            "why": ", ".join(cause_in_words(code) for code in row["causes"]),
        }
        return _("%(programme)s would not count this post: %(why)s.") % words
    words = {**row, "until": day_in_words(datetime.date.fromisoformat(row["until"]))}
    if row["asked_by"] == "them":
        return _("You promised %(brand)s (“%(campaign)s”) exclusivity until %(until)s.") % words
    return _("This campaign asks for exclusivity until %(until)s; you also work for %(brand)s.") % words


def _of_programmes(campaign: Campaign, channel: Channel, on: datetime.date) -> Iterator[Kept]:
    standings = Standing.objects.filter(
        creator=channel.creator_id, shown_outcome__in=[Outcome.PASS, Outcome.EXEMPT], programme__platform__isnull=False
    ).select_related("programme__platform", "channel", "creator")
    held = {standing.programme_id: standing for standing in standings}
    programmes = with_rules(standing.programme for standing in held.values())
    for work in works_of(campaign):
        for programme in sorted(programmes, key=lambda one: one.slug):
            if programme.platform is not None and programme.platform.code == work.platform:
                country = _country(held[programme.pk])
                for criterion, causes in refused_by(programme, work, on, country):
                    codes = [cause.measure.code.removeprefix("post_") for cause in causes]
                    yield {"programme": programme.slug, "criterion": criterion.code, "causes": codes}


def works_of(campaign: Campaign) -> list[Work]:
    """What is published for this campaign, once a platform."""
    rights = {right.get("use") or right.get("kind") for right in campaign.usage_rights}
    published = campaign.deliverables.filter(kind__posts_publicly=True, platform__isnull=False)
    platforms = sorted(set(published.values_list("platform__code", flat=True)))
    today = datetime.datetime.now(datetime.UTC).date()
    post = Post(published_on=today, is_sponsored=True, is_boosted=PAID_VIEWS in rights or None)
    return [Work(post, platform) for platform in platforms]


def _country(standing: Standing) -> str:
    return (standing.channel.country if standing.channel else "") or standing.creator.home_country


def _of_promises(campaign: Campaign, channel: Channel, on: datetime.date) -> Iterator[Kept]:
    agreed = Contact.objects.filter(creator=channel.creator_id, state=ContactState.ACCEPTED)
    for contact in agreed.exclude(campaign=campaign).select_related("campaign__brand", "campaign__product_sector"):
        other = contact.campaign
        until = exclusive_until(other)
        if until is not None and until > on and _is_same_field(other, campaign):
            yield _promise(other, until, "them")
        until = exclusive_until(campaign)
        if until is not None and _runs_on(other, on) and _is_same_field(campaign, other):
            yield _promise(other, until, "this")


def exclusive_until(campaign: Campaign) -> datetime.date | None:
    """The first day on which its exclusivity is over; None without one, or without a day to count from."""
    if not campaign.exclusivity_days or campaign.content_until is None:
        return None
    return campaign.content_until + datetime.timedelta(days=campaign.exclusivity_days)


def _runs_on(campaign: Campaign, on: datetime.date) -> bool:
    return campaign.content_until is None or campaign.content_until >= on


def _is_same_field(promised: Campaign, other: Campaign) -> bool:
    """Whether the exclusivity of one campaign reaches another."""
    if promised.exclusivity_scope == WHOLE_MARKET:
        return True
    ours = promised.product_sector or promised.brand.sector
    theirs = other.product_sector or other.brand.sector
    if ours is None or theirs is None or ours.path[0] != theirs.path[0]:
        return False
    return promised.exclusivity_scope == SECTOR or ours.pk == theirs.pk


def _promise(campaign: Campaign, until: datetime.date, asked_by: str) -> Kept:
    return {
        "campaign": campaign.title,
        "brand": campaign.brand.name,
        "until": until.isoformat(),
        "asked_by": asked_by,
    }
