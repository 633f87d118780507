"""What happens here when creators, rules or exemptions change, and who is told."""

from creators.models import Creator
from marketplace.activity.models import Event
from marketplace.activity.record import on
from marketplace.programmes.actions import telling, upkeep
from marketplace.programmes.models import Exemption, Programme


@on("creators.measurement_added", "creators.rates_changed", "creators.posts_changed")
def figures_changed(event: Event) -> None:
    """Only the programmes that a moved figure touches are looked at."""
    upkeep.creator_changed(event.subject_id, figures_only=True)


@on(
    "creators.profile_changed",
    "creators.published",
    "creators.unpublished",
    "creators.channel_changed",
)
def a_creator_changed(event: Event) -> None:
    """Days may follow from what changed (a birth date, a consent): everything of this creator is looked at."""
    upkeep.creator_changed(event.subject_id)


@on("creators.batch_imported")
def many_creators_changed(event: Event) -> None:
    """A list may hold figures of profiles that belong to somebody."""
    upkeep.everybody_changed()


@on("programmes.programme_changed", "programmes.rules_changed", "programmes.openings_changed")
def a_programme_changed(event: Event) -> None:
    """Everybody it concerns: in one country if the event names one."""
    programme = Programme.objects.filter(pk=event.subject_id).first()
    if programme is not None:
        upkeep.programme_changed(programme, country=event.data.get("country", ""))


@on("programmes.exemption_granted", "programmes.exemption_revoked")
def an_exemption_changed(event: Event) -> None:
    """Its creator, or everybody of its country."""
    exemption = Exemption.objects.select_related("programme").get(pk=event.subject_id)
    if exemption.creator_id is not None:
        upkeep.creator_changed(exemption.creator_id)
    else:
        upkeep.programme_changed(exemption.programme, country=exemption.country)


@on("programmes.standings_changed")
def tell_the_creator(event: Event) -> None:
    """What they now qualify for, what they lost and why; of a new profile one summary."""
    creator = Creator.objects.select_related("person").get(pk=event.subject_id)
    if creator.person is not None:
        telling.tell(creator.person, event)
