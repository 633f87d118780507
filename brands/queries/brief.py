"""Is the brief good enough to be shown to creators? What is missing, where to fill it in, and why it matters."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from brands.models import Campaign
from brands.models.campaign import campaign_day

SHORTEST_BRIEF = 120


@dataclass(frozen=True)
class Gap:
    """One thing to fill in. `blocks`: without it the campaign is not published; otherwise it is advice."""

    field: str
    step: str
    missing: str
    why: str
    blocks: bool = True


Check = Callable[[Campaign], "Gap | None"]


def gaps_of(campaign: Campaign) -> list[Gap]:
    """Everything that is missing, in the order of the steps."""
    return [gap for check in CHECKS if (gap := check(campaign)) is not None]


def _objective(campaign: Campaign) -> Gap | None:
    if campaign.objective:
        return None
    return Gap(
        "objective", "basics", _("Choose the objective."), _("Creators write differently to sell than to make known.")
    )


def _product(campaign: Campaign) -> Gap | None:
    if campaign.product:
        return None
    return Gap(
        "product", "basics", _("Name the product or service."), _("Nobody applies for a product they cannot picture.")
    )


def _sector(campaign: Campaign) -> Gap | None:
    if campaign.product_sector_id or campaign.brand.sector_id:
        return None
    why = _("Creators choose which sectors they never work for; without one we cannot respect that.")
    return Gap("product_sector", "basics", _("Choose the sector of the product."), why)


def _brief(campaign: Campaign) -> Gap | None:
    short = SHORTEST_BRIEF - len(campaign.brief)
    if short <= 0:
        return None
    missing = ngettext(
        "The brief is %(count)d character short of a useful one.",
        "The brief is %(count)d characters short of a useful one.",
        short,
    ) % {"count": short}
    return Gap("brief", "basics", missing, _("A clear brief gets better applications and fewer rounds of changes."))


def _deliverables(campaign: Campaign) -> Gap | None:
    if campaign.deliverables.all():
        return None
    why = _("A creator prices the work by what is delivered.")
    return Gap("deliverables", "deliverables", _("List what each creator delivers."), why)


def _dates(campaign: Campaign) -> Gap | None:
    if not campaign.apply_until:
        why = _("Creators need to know how long they have; an open end gets late applications.")
        return Gap("apply_until", "deliverables", _("Say until when creators can apply."), why)
    if campaign.apply_until < campaign_day():
        why = _("Nobody could apply any more.")
        return Gap("apply_until", "deliverables", _("The last day to apply has passed."), why)
    return None


def _window(campaign: Campaign) -> Gap | None:
    if campaign.content_from and campaign.content_until:
        return None
    why = _("Creators check it against their other work and your exclusivity.")
    return Gap("content_until", "deliverables", _("Say from when until when the content appears."), why)


def _seats(campaign: Campaign) -> Gap | None:
    if campaign.seats:
        return None
    return Gap(
        "seats",
        "basics",
        _("Say how many creators you look for."),
        _("It tells creators their chances, and us your budget per creator."),
    )


def _niches(campaign: Campaign) -> Gap | None:
    if campaign.niches.all():
        return None
    why = _("The niche is the largest part of the score.")
    return Gap("niches", "audience", _("Choose at least one niche."), why)


def _countries(campaign: Campaign) -> Gap | None:
    if campaign.countries:
        return None
    why = _("We compare it with where creators live and where their audience is.")
    return Gap("countries", "audience", _("Choose the countries the campaign is for."), why)


def _languages(campaign: Campaign) -> Gap | None:
    if campaign.languages:
        return None
    return Gap(
        "languages", "audience", _("Choose the languages of the content."), _("A creator must be able to speak it.")
    )


def _fee(campaign: Campaign) -> Gap | None:
    if campaign.is_barter or (campaign.fee_min_minor is not None and campaign.fee_max_minor):
        return None
    why = _("Without a price creators cannot tell whether the work is worth their while.")
    return Gap("fee_max_minor", "budget", _("Give the lowest and the highest fee for one creator."), why)


def _budget(campaign: Campaign) -> Gap | None:
    if campaign.is_barter:
        return None
    if campaign.budget_minor is None:
        why = _("It stays private; we use it to keep your selection affordable.")
        return Gap("budget_minor", "budget", _("Give the whole budget."), why)
    if campaign.budget_minor < (campaign.fee_min_minor or 0) * (campaign.seats or 1):
        why = _("The lowest fee times the number of creators is already more than the budget.")
        return Gap("budget_minor", "budget", _("The budget does not pay for the creators you look for."), why)
    return None


def _barter(campaign: Campaign) -> Gap | None:
    if not campaign.is_barter or any(gift.value_minor for gift in campaign.gifts.all()):
        return None
    why = _("Without a fee the gift is the whole pay: creators must see what it is worth.")
    return Gap("gifts", "budget", _("Add a gift and its value, or pay a fee."), why)


def _disclosure(campaign: Campaign) -> Gap | None:
    if campaign.disclosure or not any(line.kind.posts_publicly for line in campaign.deliverables.all()):
        return None
    why = _("Commercial content must be labelled as such; the brand answers for it with the creator.")
    return Gap("disclosure", "deliverables", _("Write the mention that tells viewers it is paid for."), why)


def _styles(campaign: Campaign) -> Gap | None:
    if campaign.styles.all():
        return None
    why = _("It helps to tell apart creators of the same niche.")
    return Gap("styles", "audience", _("Add the content styles you like."), why, blocks=False)


def _moodboard(campaign: Campaign) -> Gap | None:
    if campaign.moodboard.all():
        return None
    why = _("One picture spares three paragraphs.")
    return Gap("moodboard", "basics", _("Pin a picture or two to the moodboard."), why, blocks=False)


CHECKS: tuple[Check, ...] = (
    _objective, _product, _sector, _brief, _seats, _moodboard, _deliverables, _dates, _window, _disclosure, _niches,
    _countries, _languages, _styles, _fee, _budget, _barter,
)  # fmt: skip
