"""Making, changing, showing and hiding a profile."""

import datetime
from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _

from creators.actions.hold import NotComplete, hold, require_still_complete
from creators.checks import profile_errors
from creators.enums import CreatorState
from creators.models import Creator, CreatorNiche
from creators.policies import Actor, require_creator_side
from creators.queries.completeness import LEAST_AGE, age_of, completeness_of, needs_consent
from creators.queries.profiles import today_of
from marketplace.accounts.models import Person
from marketplace.accounts.policies import require_may_act
from marketplace.activity.record import record
from marketplace.core.errors import DomainError, Invalid
from marketplace.taxonomy.models import Niche

#: Plain columns a profile is changed by; niches and styles come beside them.
COLUMNS = ("display_name", "pronouns", "bio", "languages", "home_country", "city", "birth_date")
FROM_TO = {
    CreatorState.PUBLISHED: (CreatorState.DRAFT, CreatorState.UNPUBLISHED, CreatorState.PAUSED, CreatorState.HIDDEN),
    CreatorState.PAUSED: (CreatorState.PUBLISHED, CreatorState.HIDDEN),
    CreatorState.HIDDEN: (CreatorState.PUBLISHED, CreatorState.PAUSED),
    CreatorState.UNPUBLISHED: (CreatorState.PUBLISHED, CreatorState.PAUSED, CreatorState.HIDDEN),
}


class AlreadyThere(DomainError):
    """This person has a profile already."""


class WrongState(DomainError):
    """The profile cannot go there from where it is."""


class TooYoung(DomainError):
    """Nobody under 16 has a published profile."""


class ConsentMissing(DomainError):
    """At 16 and 17 a guardian's consent must be confirmed first."""


@transaction.atomic
def create(*, actor: Person, **fields: Any) -> Creator:
    """Start the actor's own profile, as a draft. Raises AlreadyThere, Invalid or a Refused."""
    require_may_act(actor)
    require_creator_side(actor)
    # Two tabs at once: the second waits here and then finds the first one's profile.
    Person.objects.select_for_update().get(pk=actor.pk)
    if Creator.objects.filter(person=actor).exists():
        raise AlreadyThere(_("You have a profile already."))
    creator = Creator.objects.create(person=actor)
    return update(actor=actor, creator=creator, **fields)


@transaction.atomic
def update(
    *,
    actor: Actor,
    creator: Creator,
    niches: Sequence[Niche] | None = None,
    styles: Sequence[Any] | None = None,
    **columns: Any,
) -> Creator:
    """Change the given fields of a profile (see COLUMNS); niches in their order, the main one first.

    Raises a Refused, Invalid, or NotComplete if a published profile would lose what it must show.
    """
    row = hold(actor, creator)
    unknown = set(columns) - set(COLUMNS)
    if unknown:
        raise TypeError(f"a profile has no {sorted(unknown)}")
    columns = {name: value.strip() if isinstance(value, str) else value for name, value in columns.items()}
    errors = profile_errors(row, columns, niches, today_of(row))
    if errors:
        raise Invalid(errors)
    changed = [name for name, value in columns.items() if getattr(row, name) != value]
    for name in changed:
        setattr(row, name, columns[name])
    if "display_name" in changed:
        row.slug = slugify(row.display_name)[:90]
    if niches is not None and _set_niches(row, niches):
        changed.append("niches")
    if styles is not None and {style.pk for style in styles} != set(row.styles.values_list("pk", flat=True)):
        row.styles.set(styles)
        changed.append("styles")
    if changed:
        row.save()
        require_still_complete(row)
        record("creators.profile_changed", actor=actor, subject=row, data={"fields": sorted(changed)})
    return row


@transaction.atomic
def publish(*, actor: Actor, creator: Creator) -> Creator:
    """Show the profile to brands. Raises TooYoung, ConsentMissing, NotComplete, WrongState or a Refused."""
    row = hold(actor, creator)
    _require_from(row, CreatorState.PUBLISHED)
    today = today_of(row)
    _require_age(row, today)
    missing = completeness_of(row, today).missing
    if missing:
        raise NotComplete(
            _("Before you publish, add this: %(what)s.") % {"what": " · ".join(item.label for item in missing)},
            [item.code for item in missing],
        )
    before, row.state, row.published_at = row.state, CreatorState.PUBLISHED, timezone.now()
    row.save(update_fields=["state", "published_at", "updated_at"])
    record("creators.published", actor=actor, subject=row, data={"from": before})
    return row


def pause(*, actor: Actor, creator: Creator) -> Creator:
    """Keep the page, take no new campaigns. Raises WrongState or a Refused."""
    return _withdraw(actor, creator, CreatorState.PAUSED)


def hide(*, actor: Actor, creator: Creator) -> Creator:
    """Only people already in contact see the page. Raises WrongState or a Refused."""
    return _withdraw(actor, creator, CreatorState.HIDDEN)


def unpublish(*, actor: Actor, creator: Creator) -> Creator:
    """Take the page down. Raises WrongState or a Refused."""
    return _withdraw(actor, creator, CreatorState.UNPUBLISHED)


@transaction.atomic
def _withdraw(actor: Actor, creator: Creator, to: CreatorState) -> Creator:
    row = hold(actor, creator)
    _require_from(row, to)
    before, row.state = row.state, to
    row.save(update_fields=["state", "updated_at"])
    record("creators.unpublished", actor=actor, subject=row, data={"from": before, "to": to.value})
    return row


def _require_from(row: Creator, to: CreatorState) -> None:
    if row.state not in FROM_TO[to]:
        detail = {"state": CreatorState(row.state).label, "to": to.label}
        raise WrongState(_("Your profile is “%(state)s”: it cannot become “%(to)s” from there.") % detail)


def _require_age(row: Creator, today: datetime.date) -> None:
    age = age_of(row, today)
    if age is not None and age < LEAST_AGE:
        raise TooYoung(_("You can publish a profile from the day you turn 16."), field="birth_date")
    if needs_consent(age) and not row.consents.in_force(today).exists():
        raise ConsentMissing(_("Before 18, a parent or guardian must consent, and we must have checked it."))


def _set_niches(row: Creator, niches: Sequence[Niche]) -> bool:
    before = list(row.creator_niches.values_list("niche_id", flat=True))
    if before == [niche.pk for niche in niches]:
        return False
    row.creator_niches.all().delete()
    CreatorNiche.objects.bulk_create(
        CreatorNiche(creator=row, niche=niche, position=position) for position, niche in enumerate(niches)
    )
    return True
