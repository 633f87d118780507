"""Asking for a roster, and deciding by hand about one creator."""

from django.db import transaction
from django.utils.translation import gettext as _

from brands.models import Campaign
from brands.policies import NotYours, may_run_campaigns
from creators.models import Creator
from marketplace.accounts.models import Person
from marketplace.accounts.policies import require_may_act
from marketplace.activity.record import record
from marketplace.core.errors import DomainError, Invalid
from marketplace.matching.words import TIERS
from marketplace.rosters.enums import Keep
from marketplace.rosters.jobs import SOLVE
from marketplace.rosters.models import Roster
from marketplace.rosters.wishes import MOST_SEATS, Wishes


class NotOpen(DomainError):
    """A roster is built for a published campaign."""


@transaction.atomic
def build(*, actor: Person, campaign: Campaign, wishes: Wishes) -> Roster:
    """The next version of a campaign's roster; a job chooses it. Raises Refused, NotOpen or Invalid."""
    held = Campaign.objects.select_for_update(of=("self",)).select_related("brand").get(pk=campaign.pk)
    require_may_act(actor)
    if not may_run_campaigns(actor, held.brand):
        raise NotYours(_("Only owners and managers of this brand may do this."))
    if not held.is_published:
        raise NotOpen(_("Publish the campaign first: a roster is built from those who match it."))
    _check(held, wishes)
    last = Roster.objects.filter(campaign=held).order_by("-version").values_list("version", flat=True).first() or 0
    roster = Roster.objects.create(
        campaign=held,
        version=last + 1,
        wishes=wishes.as_json(),
        created_by=actor,
        campaign_version=held.version,
    )
    roster.job = SOLVE.enqueue(roster_id=roster.pk)
    roster.save(update_fields=["job", "updated_at"])
    record("rosters.roster_asked", actor=actor, subject=roster, data={"version": roster.version})
    return roster


def decide(*, actor: Person, roster: Roster, creator: Creator, keep: str) -> Roster:
    """Pin a creator, leave them out, or let the choice decide again: the next version. Raises Refused or Invalid."""
    if keep not in Keep.values:
        raise Invalid({"keep": [_("Choose from the list.")]})
    wishes = Wishes.from_json(roster.wishes).with_decision(creator.pk, keep)
    return build(actor=actor, campaign=roster.campaign, wishes=wishes)


def _check(campaign: Campaign, wishes: Wishes) -> None:
    errors: dict[str, list[str]] = {}
    if not campaign.is_barter and (wishes.budget_minor is None or wishes.budget_minor <= 0):
        errors["budget"] = [_("Say how much there is to spend.")]
    if not 1 <= wishes.seats <= MOST_SEATS:
        errors["seats"] = [_("Choose between 1 and %(most)d creators.") % {"most": MOST_SEATS}]
    if not 0 <= wishes.fewest <= wishes.seats:
        errors["fewest"] = [_("From 0 to the number of creators you look for.")]
    if min([0, *wishes.least.values(), *wishes.at_most.values()]) < 0:
        errors["least"] = [_("A number of creators is not negative.")]
    if unknown := sorted({*wishes.tiers, *wishes.tiers_most}.difference(TIERS)):
        told = {"code": unknown[0], "codes": ", ".join(TIERS[1:])}
        errors["tiers"] = [_("There is no size “%(code)s”. Choose from: %(codes)s.") % told]
    elif any(wishes.tiers.get(tier, 0) > most for tier, most in wishes.tiers_most.items()):
        errors["tiers"] = [_("Of one size you ask for more at least than at most.")]
    if errors:
        raise Invalid(errors)
