from brands.models.brand import Brand
from brands.models.campaign import Campaign
from brands.models.lines import CampaignDeliverable, Gift, MoodboardPicture
from brands.models.member import Member, MemberInvitation
from brands.models.version import CampaignVersion

__all__ = [
    "Brand",
    "Campaign",
    "CampaignDeliverable",
    "CampaignVersion",
    "Gift",
    "Member",
    "MemberInvitation",
    "MoodboardPicture",
]
