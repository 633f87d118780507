"""Everything that is done to a campaign: `campaigns.publish(actor=…, campaign=…)`."""

from brands.actions.campaigns.drafts import create, delete, duplicate, require_deletable, update
from brands.actions.campaigns.fields import LOCKED_FIELDS, MATCHING_FIELDS, FieldsLocked
from brands.actions.campaigns.moodboard import add_picture, remove_picture
from brands.actions.campaigns.states import BriefIncomplete, WrongState, close, lock, pause, publish, resume

__all__ = [
    "LOCKED_FIELDS",
    "MATCHING_FIELDS",
    "BriefIncomplete",
    "FieldsLocked",
    "WrongState",
    "add_picture",
    "close",
    "create",
    "delete",
    "duplicate",
    "lock",
    "pause",
    "publish",
    "remove_picture",
    "require_deletable",
    "resume",
    "update",
]
