"""Who may set what is fair."""

from typing import Any

from marketplace.accounts.policies import may_act, works_as_staff


def may_set_fairness(person: Any) -> bool:
    """Staff with this right. Nobody else, the product itself included: a person says why."""
    return works_as_staff(person) and may_act(person) and bool(person.has_perm("exposure.set_fairness"))
