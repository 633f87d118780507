"""What matching does when creators or campaigns change."""

from brands.models import Campaign
from creators.models import Creator
from marketplace.activity.models import Event
from marketplace.activity.record import SYSTEM, on
from marketplace.matching.actions import changes, runs
from marketplace.matching.enums import Reason
from marketplace.matching.jobs import CREATOR


@on(
    "creators.profile_changed",
    "creators.published",
    "creators.unpublished",
    "creators.measurement_added",
    "creators.rates_changed",
    "creators.channel_changed",
)
def a_creator_changed(event: Event) -> None:
    """Only this creator's pairs are computed again."""
    CREATOR.enqueue(key=str(event.subject_id), creator_id=event.subject_id)


@on("accounts.person_suspended", "accounts.person_reinstated")
def a_person_came_or_went(event: Event) -> None:
    """Suspended people are not matched."""
    for creator_id in Creator.objects.filter(person_id=event.subject_id).values_list("pk", flat=True):
        CREATOR.enqueue(key=str(creator_id), creator_id=creator_id)


@on(
    "deals.contact_opened",
    "deals.contact_accepted",
    "deals.contact_declined",
    "deals.contact_withdrawn",
    "deals.contact_expired",
)
def a_contact_was_opened_or_ended(event: Event) -> None:
    """A pair in contact is kept whatever its rank, and not for longer."""
    creator_id = event.data["creator_id"]
    CREATOR.enqueue(key=str(creator_id), creator_id=creator_id)


@on("creators.batch_imported")
def many_creators_changed(event: Event) -> None:
    """Read everybody again and run every campaign."""
    changes.note([None])
    runs.start(actor=SYSTEM, reason=Reason.IMPORTED)


@on("brands.campaign_published", "brands.campaign_changed")
def a_campaign_changed(event: Event) -> None:
    """Its pairs, with everybody. Drafts and paused campaigns are not matched."""
    campaign = Campaign.objects.published().filter(pk=event.subject_id).first()
    if campaign is not None:
        published = event.verb == "brands.campaign_published"
        runs.start(actor=SYSTEM, campaign=campaign, reason=Reason.PUBLISHED if published else Reason.CHANGED)


@on("brands.brand_changed")
def a_brand_changed(event: Event) -> None:
    """Campaigns that name no sector have that of their brand."""
    if "sector" in event.data["changed"]:
        for campaign in Campaign.objects.published().filter(brand_id=event.subject_id, product_sector=None):
            runs.start(actor=SYSTEM, campaign=campaign, reason=Reason.CHANGED)


@on("brands.brand_restored")
def a_brand_came_back(event: Event) -> None:
    """While it was suspended its campaigns were not kept up to date."""
    for campaign in Campaign.objects.published().filter(brand_id=event.subject_id):
        runs.start(actor=SYSTEM, campaign=campaign, reason=Reason.CHANGED)
