"""Who may see which programmes."""

from typing import Any

from brands.queries import brands_of
from creators.models import Creator
from marketplace.accounts.policies import works_as_staff
from marketplace.programmes.models import RuleProposal


def may_see_pupils_space(person: Any) -> bool:
    """Everybody but those who work for a brand; staff see all."""
    if not getattr(person, "is_authenticated", False) or works_as_staff(person):
        return True
    return not person.uses_brand_side and not brands_of(person).exists()


def may_grant_exemptions(person: Any, creator: Creator | None = None) -> bool:
    """Staff with this right; nobody excuses their own profile."""
    if not works_as_staff(person) or not person.has_perm("programmes.grant_exemption"):
        return False
    return creator is None or creator.person_id != person.pk


def may_propose_rules(person: Any) -> bool:
    """Staff with this right: versions of rules for somebody else to approve, new programmes, openings."""
    return works_as_staff(person) and bool(person.has_perm("programmes.propose_rules"))


def may_decide_on(person: Any, proposal: RuleProposal) -> bool:
    """Staff with the right to approve, and not whoever proposed it."""
    has_right = works_as_staff(person) and person.has_perm("programmes.approve_rules")
    return bool(has_right) and proposal.proposed_by_id != person.pk


def may_keep_programmes(person: Any) -> bool:
    """Staff who open, publish and retire programmes, and say where they are open."""
    return works_as_staff(person) and bool(person.has_perm("programmes.change_programme"))
