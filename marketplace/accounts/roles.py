"""Staff groups and what each may see and do in the admin: no more than its work needs."""

from typing import Any

from django.apps import AppConfig

SUPPORT, REVIEWER, FINANCE = "support", "reviewer", "finance"

RIGHTS: dict[str, list[str]] = {
    SUPPORT: [
        "accounts.view_person",
        "accounts.suspend_person",
        "activity.view_event",
        "core.view_job",
        "creators.view_creator",
        "creators.view_channel",
    ],
    REVIEWER: [
        "accounts.view_person",
        "activity.view_event",
        "creators.view_creator",
        "creators.view_channel",
        "creators.view_measurement",
        "creators.view_consent",
        "creators.view_private_creator",
        "creators.prove_ownership",
        "creators.confirm_consent",
    ],
    FINANCE: [
        "activity.view_event",
    ],
}


def grant(sender: AppConfig, using: str = "default", **_: Any) -> None:
    """Give the groups their rights on the room that was just migrated; others keep theirs. Safe to repeat."""
    from django.contrib.auth.models import Group, Permission

    for name, rights in RIGHTS.items():
        codenames = [right.split(".")[1] for right in rights if right.startswith(f"{sender.label}.")]
        if not codenames and sender.label != "accounts":
            continue
        group, _made = Group.objects.using(using).get_or_create(name=name)
        wanted = Permission.objects.using(using).filter(content_type__app_label=sender.label, codename__in=codenames)
        group.permissions.remove(*group.permissions.filter(content_type__app_label=sender.label).exclude(pk__in=wanted))
        group.permissions.add(*wanted)
