"""Who may decide what is in force."""

from typing import Any

from marketplace.accounts.policies import may_act, works_as_staff


def may_withdraw_policy(person: Any) -> bool:
    """Staff with this right."""
    return works_as_staff(person) and may_act(person) and bool(person.has_perm("learning.withdraw_policy"))
