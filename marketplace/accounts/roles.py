"""Staff groups and what each may see and do in the admin: no more than its work needs."""

from typing import Any

from django.apps import AppConfig

SUPPORT, REVIEWER, FINANCE = "support", "reviewer", "finance"

RIGHTS: dict[str, list[str]] = {
    SUPPORT: [
        "accounts.view_person",
        "accounts.suspend_person",
        "activity.view_event",
        "accounts.view_abusereport",
        "accounts.settle_abusereport",
        "core.view_job",
        "core.replay_job",
        "creators.view_creator",
        "creators.view_channel",
        "creators.review_creator",
        "brands.view_brand",
        "brands.view_member",
        "brands.view_memberinvitation",
        "brands.view_campaign",
        "brands.view_campaignversion",
        "brands.suspend_brand",
        "brands.moderate_campaign",
        "matching.view_matchrun",
        "matching.view_campaignresult",
        "exposure.view_fairnessparameters",
        "exposure.view_monthfigures",
        "deals.view_contact",
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
        "creators.review_creator",
        "creators.view_importbatch",
        "creators.import_creators",
        "creators.view_claimrequest",
        "brands.view_brand",
        "brands.view_member",
        "brands.view_campaign",
        "brands.view_campaignversion",
        "brands.verify_brand",
        "programmes.view_programme",
        "programmes.add_programme",
        "programmes.change_programme",
        "programmes.view_ruleversion",
        "programmes.view_ruleproposal",
        "programmes.view_exemption",
        "programmes.propose_rules",
        "programmes.approve_rules",
        "programmes.grant_exemption",
        "cohorts.view_cohort",
        "cohorts.view_entry",
        "cohorts.view_mentor",
        "cohorts.run_cohort",
        "exposure.view_fairnessparameters",
        "exposure.set_fairness",
        "learning.view_policy",
        "learning.withdraw_policy",
        "exposure.view_monthfigures",
        "taxonomy.view_platform",
        "taxonomy.view_niche",
        "taxonomy.change_niche",
        "taxonomy.view_sector",
        "taxonomy.change_sector",
        "taxonomy.view_deliverablekind",
        "taxonomy.change_deliverablekind",
        "taxonomy.view_contentstyle",
        "taxonomy.change_contentstyle",
    ],
    FINANCE: [
        "activity.view_event",
        "brands.view_brand",
        "brands.view_campaign",
        "deals.view_contact",
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
