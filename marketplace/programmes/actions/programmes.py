"""Opening, changing, publishing and retiring a programme: by staff, or by the brand that opens its own."""

import re
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from brands.models import Brand
from brands.policies import require_campaign_role
from marketplace.accounts.models import Person
from marketplace.accounts.policies import require_may_act
from marketplace.activity.record import record
from marketplace.core.errors import DomainError, Invalid, Refused
from marketplace.programmes.enums import Kind, ProgrammeState, Space
from marketplace.programmes.models import Programme
from marketplace.programmes.policies import may_keep_programmes
from marketplace.programmes.queries.own_rules import GENERAL
from marketplace.taxonomy.models import Platform

#: What a brand may open; funds, gifts and the like are a platform's.
OF_BRANDS = (Kind.ACCELERATOR, Kind.CONTEST, Kind.MENTORING, Kind.AFFILIATE)
TEXTS = {"name_en": 120, "name_fr": 120, "summary_en": 1_000, "summary_fr": 1_000, "sponsor": 120}
NEEDED = ("name_en", "name_fr")
SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
#: Words that stand where slugs stand in addresses.
RESERVED = {"new", "check"}


class MayNotKeep(Refused):
    """Only staff with this right, or owners and managers of the brand, may do this."""


class WrongState(DomainError):
    """This is not possible where the programme stands now."""


@transaction.atomic
def create(
    *,
    actor: Person,
    kind: str,
    brand: Brand | None = None,
    slug: str = "",
    platform: Platform | None = None,
    inherits: Programme | None = None,
    **texts: str,
) -> Programme:
    """A draft. A brand's is for the market, of a kind brands may open, with the brand as its sponsor; staff may choose.

    `slug` "" is made of the English name. Raises MayNotKeep, Invalid or a refusal of the brand.
    """
    _require(actor, brand)
    if brand is not None:
        texts["sponsor"], inherits = brand.name, None
    slug = slug.strip() or _free_slug(texts.get("name_en", ""))
    errors = _errors(kind, brand, texts) | ({} if _is_slug(slug) else {"slug": _bad_slug()})
    if inherits is not None and (inherits.kind != Kind.GENERAL or kind == Kind.GENERAL):
        errors["inherits"] = _("Only general rules can be taken, and general rules take none.")
    if errors:
        raise Invalid(errors)
    try:
        with transaction.atomic():
            programme = Programme.objects.create(
                slug=slug, kind=kind, brand=brand, platform=platform, inherits=inherits, space=Space.MARKET,
                **{name: text.strip() for name, text in texts.items()},
            )  # fmt: skip
    except IntegrityError as error:
        raise Invalid({"slug": _("There is a programme of this address already.")}) from error
    record("programmes.programme_created", actor=actor, subject=programme)
    return programme


@transaction.atomic
def update(*, actor: Person, programme: Programme, **values: Any) -> Programme:
    """Its texts and, in a draft, its kind and platform. Raises MayNotKeep, Invalid or WrongState."""
    row = _locked(programme)
    _require(actor, row.brand)
    kind, platform = values.pop("kind", row.kind), values.pop("platform", row.platform)
    if (kind, platform) != (row.kind, row.platform) and row.state != ProgrammeState.DRAFT:
        raise WrongState(_("Kind and platform can only be changed in a draft."))
    if row.brand is not None:
        values["sponsor"] = row.brand.name
    texts = {name: getattr(row, name) for name in TEXTS} | values
    errors = _errors(kind, row.brand, texts)
    if errors:
        raise Invalid(errors)
    for name, value in {**{name: text.strip() for name, text in texts.items()}, "kind": kind}.items():
        setattr(row, name, value)
    row.platform = platform
    row.save()
    record("programmes.programme_changed", actor=actor, subject=row)
    return row


@transaction.atomic
def publish(*, actor: Person, programme: Programme, reason: str = "") -> Programme:
    """From now on it is listed, and every creator learns where they stand. Raises MayNotKeep or WrongState."""
    row = _locked(programme)
    _require(actor, row.brand)
    if row.state == ProgrammeState.PUBLISHED:
        raise WrongState(_("It is published already."))
    if not row.rules.filter(versions__is_deciding=True).exclude(code__startswith=GENERAL).exists() and (
        row.inherits_id is None
    ):
        raise WrongState(_("Write at least one rule first: without any, everybody would qualify."))
    return _move(row, ProgrammeState.PUBLISHED, "programmes.programme_changed", actor, reason)


@transaction.atomic
def retire(*, actor: Person, programme: Programme, reason: str = "") -> Programme:
    """It is over: still to be read, open to nobody. Raises MayNotKeep or WrongState."""
    row = _locked(programme)
    _require(actor, row.brand)
    if row.state != ProgrammeState.PUBLISHED:
        raise WrongState(_("Only a published programme can be retired."))
    return _move(row, ProgrammeState.RETIRED, "programmes.programme_changed", actor, reason)


def require_keeper(actor: Person, programme: Programme) -> None:
    """For openings and rules of a programme, too. Raises MayNotKeep or a refusal of the brand."""
    _require(actor, programme.brand)


def _require(actor: Person, brand: Brand | None) -> None:
    require_may_act(actor)
    if may_keep_programmes(actor):
        return
    if brand is None:
        raise MayNotKeep(_("Only staff with this right may do this."))
    require_campaign_role(actor, brand)


def _locked(programme: Programme) -> Programme:
    rows = Programme.objects.select_for_update(of=("self",)).select_related("brand", "platform", "inherits")
    return rows.get(pk=programme.pk)


def _move(row: Programme, state: ProgrammeState, verb: str, actor: Person, reason: str) -> Programme:
    row.state = state
    row.save(update_fields=["state", "updated_at"])
    record(verb, actor=actor, subject=row, data={"state": str(state), "reason": reason.strip()})
    return row


def _errors(kind: str, brand: Brand | None, texts: dict[str, str]) -> dict[str, str]:
    kinds = OF_BRANDS if brand is not None else Kind
    errors = {} if kind in [str(one) for one in kinds] else {"kind": _("Choose a kind from the list.")}
    for name in NEEDED:
        if not texts.get(name, "").strip():
            errors[name] = _("Say it in both languages.")
    for name, text in texts.items():
        if len(text) > TEXTS[name]:
            errors[name] = _("At most %(count)s characters.") % {"count": TEXTS[name]}
    return errors


def _free_slug(name: str) -> str:
    """Of the name; numbered where another programme has it."""
    stem = slugify(name)[:50].strip("-")
    if not stem:
        return ""
    taken = RESERVED | set(Programme.objects.filter(slug__startswith=stem).values_list("slug", flat=True))
    return next(one for one in [stem, *(f"{stem}-{number}" for number in range(2, 10_000))] if one not in taken)


def _is_slug(text: str) -> bool:
    return bool(SLUG.fullmatch(text)) and len(text) <= 60 and text not in RESERVED


def _bad_slug() -> str:
    return _("An address is made of small letters, digits and hyphens, 60 at most.")
