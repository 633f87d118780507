"""The rules of a programme that a brand opened: written whole by the brand, within the limits of campaigns."""

import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from brands.actions.campaigns.limits import require_askable
from brands.models import Brand
from marketplace.accounts.models import Person
from marketplace.activity.record import record
from marketplace.core.errors import DomainError, Invalid
from marketplace.eligibility import RuleError, RuleSet, marketplace_rules
from marketplace.eligibility.nodes import Json
from marketplace.programmes.actions import programmes
from marketplace.programmes.actions.programmes import require_keeper
from marketplace.programmes.actions.succession import carry_out
from marketplace.programmes.checks import without_codes
from marketplace.programmes.enums import ProgrammeState
from marketplace.programmes.models import Programme, Rule, RuleProposal, RuleVersion
from marketplace.programmes.queries.own_rules import own_rule_set, own_versions
from marketplace.programmes.queries.proposed import earliest_day
from marketplace.programmes.queries.words import same_text

Day = datetime.date
MEMBERS = ("all", "any", "of")


class NotABrands(DomainError):
    """Rules of this programme are proposed and approved by staff."""


class IsRetired(DomainError):
    """This programme is over."""


def begin(programme: Programme, actor: Person) -> None:
    """What the marketplace asks of everybody, as the first rules of a brand's programme. Within a transaction."""
    for position, node in enumerate(marketplace_rules().as_json()["all"]):
        rule = Rule.objects.create(programme=programme, code=node.pop("code"), position=position)
        source = node.pop("source", "")
        RuleVersion.objects.create(rule=rule, body=without_codes(node), source=source, author=actor)


@transaction.atomic
def open_programme(*, actor: Person, brand: Brand, **values: Any) -> Programme:
    """A draft of a brand with what is asked of everybody. Raises as `programmes.create` does."""
    programme = programmes.create(actor=actor, brand=brand, **values)
    begin(programme, actor)
    return programme


@transaction.atomic
def save(*, actor: Person, programme: Programme, rules: Json, valid_from: Day | None = None) -> list[str]:
    """Make these its rules, beside what is asked of everybody; the codes of those that changed.

    Once the programme has decided something they hold from `valid_from` on, else from tomorrow; before that, always.
    Raises MayNotKeep, NotABrands, IsRetired, Invalid, or a refusal of the brand.
    """
    row = Programme.objects.select_for_update(of=("self",)).select_related("brand").get(pk=programme.pk)
    require_keeper(actor, row)
    if row.brand is None:
        raise NotABrands(_("Rules of this programme are proposed and approved by staff."))
    if row.state == ProgrammeState.RETIRED:
        raise IsRetired(_("This programme is over."))
    wanted = _wanted(row, _parsed(rules))
    first = _first_day(row, valid_from)
    held = {version.rule.code: version.body for version in own_versions(row, first)}
    changed = [code for code, body in wanted.items() if code not in held or not same_text(held[code], body)]
    gone = [code for code in held if code not in wanted]
    for code in [*changed, *gone]:
        told = {"source": row.brand.name, "proposed_by": actor}
        carry_out(
            RuleProposal(programme=row, rule_code=code, valid_from=first, body=wanted.get(code), **told),
            approved_by=None,
        )
    if changed or gone:
        data = {"country": "", "rules": [*changed, *gone], "from": first.isoformat() if first else None}
        record("programmes.rules_changed", actor=actor, subject=row, data=data)
    return [*changed, *gone]


def _parsed(rules: Json) -> RuleSet:
    try:
        parsed = RuleSet.parse({key: rules[key] for key in ("all", "any", "atleast", "of") if key in rules})
        require_askable(parsed)
    except RuleError as error:
        raise Invalid({f"rules.{error.path}".rstrip("."): error.message}) from error
    except ValidationError as error:
        raise Invalid({"rules": error.messages}) from error
    return parsed


def _wanted(programme: Programme, parsed: RuleSet) -> dict[str, Json]:
    """The text of each rule by its code: one that was there keeps it, others get the first free one."""
    whole = parsed.as_json()
    # Any other group than “all of” is one rule.
    nodes = whole.get("all", [whole])
    known = set(_codes(own_rule_set(programme)))
    taken = set(programme.rules.values_list("code", flat=True)) | (known & set(map(_code, nodes)))
    free = (code for number in range(1, 10_000) if (code := f"r{number}") not in taken)
    wanted: dict[str, Json] = {}
    for node in nodes:
        code = _code(node)
        wanted[code if code in known and code not in wanted else next(free)] = without_codes(node)
    return wanted


def _codes(rules: Json) -> list[str]:
    return [_code(node) for node in rules["all"]]


def _code(node: Json) -> str:
    """The code of a rule: that of the criterion, or the first part of those of a group's members."""
    while "measure" not in node:
        node = next(node[key][0] for key in MEMBERS if key in node)
    return str(node.get("code", "")).partition(".")[0]


def _first_day(programme: Programme, wanted: Day | None) -> Day | None:
    earliest = earliest_day(programme)
    if earliest is None:
        return None
    if wanted is not None and wanted < earliest:
        words = {"day": date_format(earliest, "DATE_FORMAT")}
        raise Invalid({"valid_from": _("Its rules change on %(day)s at the earliest.") % words})
    return wanted or earliest
