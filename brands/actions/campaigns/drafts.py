"""Writing a campaign and changing it, before and after it is published."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from brands import policies
from brands.actions.campaigns import fields, versions
from brands.actions.campaigns.states import WrongState, blocking, hold, require_complete
from brands.enums import CampaignState
from brands.models import Brand, Campaign, CampaignDeliverable, Gift, MoodboardPicture
from marketplace.accounts.policies import Actor
from marketplace.activity.record import record
from marketplace.core import pictures
from marketplace.taxonomy.models import Platform


def create(*, actor: Actor, brand: Brand, title: str, **values: Any) -> Campaign:
    """A new draft. Raises Refused, Invalid."""
    with transaction.atomic():
        policies.require_campaign_role(actor, brand)
        campaign = Campaign(brand=brand, title=title)
        clean = fields.clean(campaign, {"title": title, **values})
        for name in set(clean) & set(fields.COLUMNS):
            setattr(campaign, name, clean[name])
        campaign.save()
        _write_sets_and_lines(campaign, clean)
        record("brands.campaign_created", actor=actor, subject=campaign)
    return campaign


def update(*, actor: Actor, campaign: Campaign, reason: str = "", **values: Any) -> Campaign:
    """Change a campaign. `values` are columns, sets of taxonomy rows, `deliverables` and `gifts` (replaced as a whole).

    A published campaign gets a new version if the change matters to matching. Staff who are no members say why.
    Raises Refused, Invalid, FieldsLocked, WrongState, and BriefIncomplete where a published campaign would lose what it
    must say.
    """
    with transaction.atomic():
        row = hold(campaign)
        policies.require_campaign_role(actor, row.brand, reason)
        if row.state == CampaignState.CLOSED:
            raise WrongState(_("This campaign is closed; duplicate it to start again."))
        clean = fields.clean(row, values)
        changed = _changed(row, clean)
        fields.refuse_locked(row, changed)
        if not changed:
            return row
        lacking = set() if row.is_draft else blocking(row)
        for name in changed & set(fields.COLUMNS):
            setattr(row, name, clean[name])
        matters = bool(changed & fields.MATCHING_FIELDS) and not row.is_draft
        row.version += matters
        row.save()
        _write_sets_and_lines(row, {name: clean[name] for name in changed})
        if not row.is_draft:
            require_complete(row, lacking)
        if matters:
            versions.write(actor=actor, campaign=row, changed=changed, reason=reason.strip())
        verb = "brands.campaign_drafted" if row.is_draft else "brands.campaign_changed"
        data = {"changed": sorted(changed), "version": row.version, "matters": matters, "reason": reason.strip()}
        record(verb, actor=actor, subject=row, data=data)
    return row


def delete(*, actor: Actor, campaign: Campaign) -> None:
    """Throw a draft away, with its lines and pictures. Raises Refused, and WrongState if it was ever published."""
    with transaction.atomic():
        row = require_deletable(actor, hold(campaign))
        names = {str(name) for name in row.moodboard.values_list("picture", flat=True)}
        record("brands.campaign_deleted", actor=actor, subject=row, data={"brand_id": row.brand_id})
        row.delete()
        # A duplicate shows the same files.
        names -= {
            str(name) for name in MoodboardPicture.objects.filter(picture__in=names).values_list("picture", flat=True)
        }
        pictures.discard(*names)


def require_deletable(actor: Actor, campaign: Campaign) -> Campaign:
    """The campaign, if the actor may delete it. Raises Refused, WrongState."""
    policies.require_campaign_role(actor, campaign.brand)
    if not campaign.is_draft:
        raise WrongState(_("Only a draft can be deleted; a campaign that creators have seen is closed instead."))
    return campaign


def duplicate(*, actor: Actor, campaign: Campaign) -> Campaign:
    """A new draft with everything but the dates, the lock and the history. Raises Refused."""
    with transaction.atomic():
        source = hold(campaign)
        policies.require_campaign_role(actor, source.brand)
        copy = Campaign(brand=source.brand, duplicated_from=source)
        for name in set(fields.COLUMNS) - {"apply_until", "content_from", "content_until"}:
            setattr(copy, name, getattr(source, name))
        copy.title = _("%(title)s (copy)") % {"title": source.title[:120]}
        copy.save()
        for name in fields.SETS:
            getattr(copy, name).set(getattr(source, name).all())
        for line in source.deliverables.all():
            CampaignDeliverable.objects.create(campaign=copy, kind=line.kind, platform=line.platform, count=line.count)
        for gift in source.gifts.values("name", "value_minor", "currency", "quantity"):
            Gift.objects.create(campaign=copy, **gift)
        for picture in source.moodboard.values("picture", "caption"):
            MoodboardPicture.objects.create(campaign=copy, **picture)
        record("brands.campaign_created", actor=actor, subject=copy, data={"duplicated_from": source.pk})
    return copy


def _changed(campaign: Campaign, clean: dict[str, Any]) -> set[str]:
    """The names whose value is another than now."""
    changed = {name for name in set(clean) & set(fields.COLUMNS) if getattr(campaign, name) != clean[name]}
    for name in set(clean) & set(fields.SETS):
        before = set(getattr(campaign, name).values_list("pk", flat=True))
        if before != {row.pk for row in clean[name]}:
            changed.add(name)
    if "deliverables" in clean:
        lines = campaign.deliverables.order_by("pk")
        before_lines = [(line.kind_id, line.platform_id, line.count, line.due_on) for line in lines]
        if before_lines != [
            (a["kind"].pk, getattr(a["platform"], "pk", None), a["count"], a["due_on"]) for a in clean["deliverables"]
        ]:
            changed.add("deliverables")
    if "gifts" in clean:
        before_gifts = list(campaign.gifts.order_by("pk").values("name", "value_minor", "quantity"))
        if before_gifts != clean["gifts"]:
            changed.add("gifts")
    return changed


def _write_sets_and_lines(campaign: Campaign, clean: dict[str, Any]) -> None:
    for name in set(clean) & set(fields.SETS):
        getattr(campaign, name).set(clean[name])
    if "deliverables" in clean:
        campaign.deliverables.all().delete()
        CampaignDeliverable.objects.bulk_create(
            CampaignDeliverable(campaign=campaign, **line) for line in clean["deliverables"]
        )
        if "platforms" not in clean:
            used = {line["platform"].pk for line in clean["deliverables"] if line["platform"]}
            campaign.platforms.set(Platform.objects.filter(pk__in=used))
    if "gifts" in clean:
        campaign.gifts.all().delete()
        Gift.objects.bulk_create(Gift(campaign=campaign, currency=campaign.currency, **gift) for gift in clean["gifts"])
    elif "currency" in clean:
        campaign.gifts.update(currency=campaign.currency)
