"""Made-up contacts, through the same actions as everybody's: applications that wait, one accepted, an invitation."""

from collections.abc import Iterator
from datetime import timedelta

from allauth.account.models import EmailAddress
from django.utils import timezone

from brands.models import Campaign
from creators.models import Channel, CreatorNiche
from marketplace.accounts.models import Person
from marketplace.core.errors import DomainError
from marketplace.deals.actions import applications, contacts, invitations
from marketplace.deals.enums import Reason
from marketplace.deals.models import Contact
from marketplace.deals.verdicts import standing_of

#: How many apply to each of the first campaigns, and among how many channels they are looked for.
APPLY, CAMPAIGNS, TRIED = 2, 4, 25
#: How many are invited to each of the other campaigns and answer, or not.
ASKED = 4
PAST = "Bonjour, nous préparons une série de vidéos et votre ton nous plaît. Seriez-vous libre en ce moment ?"
WORDS = (
    "Bonjour ! Votre brief me parle : j’ai déjà deux idées de scénario. Je tourne chez moi et je sous-titre tout.",
    "Bonjour, j’utilise vos produits depuis un an et mon public me pose souvent la question. Parlons-en ?",
)
INVITATION = "Bonjour Alma, votre ton est exactement celui que nous cherchons : une place vous attend. On en parle ?"


def make(*, owner: Person, invited: Person) -> None:
    """Let a few creators apply to the owner's first campaigns, one be accepted, and invite `invited` to another."""
    campaigns = list(Campaign.objects.filter(brand__members__person=owner, is_barter=False).order_by("pk"))
    made = [contact for campaign in campaigns[:CAMPAIGNS] for contact in _applications(campaign, invited)]
    if made:
        contacts.accept(actor=owner, contact=made[-1])
    _invite(owner, invited, campaigns)
    for campaign in campaigns[CAMPAIGNS:]:
        _answered(owner, campaign, invited)


def _applications(campaign: Campaign, beside: Person) -> list[Contact]:
    """The first who may apply; what the rules refuse is refused to the demo too."""
    made: list[Contact] = []
    for channel in _channels(campaign, beside):
        person = channel.creator.person
        if person is None or len(made) == APPLY:
            continue
        try:
            contact = applications.submit(
                actor=_verified(person),
                campaign=campaign,
                channel=channel,
                message=WORDS[len(made)],
                price_minor=campaign.fee_max_minor,
            )
        except DomainError:
            continue
        made.append(contact)
    return made


def _channels(campaign: Campaign, beside: Person) -> Iterator[Channel]:
    niches = campaign.niches.values_list("pk", flat=True)
    found = Channel.objects.live().filter(platform__in=campaign.wanted_platform_ids, creator__niches__in=niches)
    found = found.exclude(creator__person=beside).filter(creator__person__isnull=False)
    yield from found.select_related("creator__person").order_by("pk").distinct()[:TRIED]


def _verified(person: Person) -> Person:
    """Nobody acts before their address is verified; these people sign in nowhere."""
    EmailAddress.objects.get_or_create(user=person, email=person.email, defaults={"verified": True, "primary": True})
    return person


def _invite(owner: Person, invited: Person, campaigns: list[Campaign]) -> None:
    """To a campaign they fit, the nearest to what they make."""
    mine = set(CreatorNiche.objects.filter(creator__person=invited).values_list("niche_id", flat=True))
    open_to = []
    for campaign in campaigns:
        found = Channel.objects.live().filter(creator__person=invited, platform__in=campaign.wanted_platform_ids)
        if channel := found.first():
            shared = len(mine & {niche.pk for niche in campaign.niches.all()})
            open_to.append((standing_of(channel, campaign).is_refused, -shared, campaign.pk, campaign, channel))
    for *_order, campaign, channel in sorted(open_to):
        try:
            invitations.send(
                actor=owner,
                campaign=campaign,
                creator=channel.creator,
                channel=channel,
                message=INVITATION,
                price_minor=campaign.fee_max_minor,
            )
        except DomainError:
            continue
        return


def _answered(owner: Person, campaign: Campaign, beside: Person) -> None:
    """A few invitations that were answered, and one in four that was not, so that reliability has something to say."""
    asked = 0
    for channel in _channels(campaign, beside):
        if asked == ASKED:
            return
        try:
            contact = invitations.send(
                actor=owner,
                campaign=campaign,
                creator=channel.creator,
                channel=channel,
                message=PAST,
                price_minor=campaign.fee_max_minor,
            )
        except DomainError:
            continue
        asked += 1
        if asked % 4 == 0:
            past = timezone.now() - timedelta(days=4)
            Contact.objects.filter(pk=contact.pk).update(created_at=past, expires_at=past + timedelta(days=3))
            contacts.expire(contact=contact)
        elif channel.creator.person:
            contacts.decline(actor=_verified(channel.creator.person), contact=contact, reason=Reason.TIMING)
