"""Brands, their members, and campaigns: as their brand has them, and as everybody else sees them."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from brands import queries
from brands.enums import DEFAULT_WEIGHTS, Role
from brands.models import Brand, Campaign, CampaignDeliverable, CampaignVersion, Gift, Member, MemberInvitation
from brands.models import MoodboardPicture as Pinned
from marketplace.core.api.fields import CodeField, PictureField
from marketplace.core.money import LARGEST_MINOR
from marketplace.core.pictures import address
from marketplace.taxonomy.models import ContentStyle, DeliverableKind, Platform, Sector
from marketplace.taxonomy.queries import offered_niches
from marketplace.taxonomy.rights import WORLD, UsageKind

SHOWN_BRAND = ["public_id", "name", "country", "website", "sector", "logo_url", "is_verified"]


class Amount(serializers.IntegerField):
    """Minor units of a currency, or nothing."""

    def __init__(self, **options: Any) -> None:
        options = {"min_value": 0, "max_value": LARGEST_MINOR, "required": False, "allow_null": True} | options
        super().__init__(**options)


class ShownBrand(serializers.ModelSerializer[Brand]):
    """A brand as everybody sees it."""

    country = serializers.CharField(read_only=True)
    sector = CodeField(read_only=True, allow_null=True)
    logo_url = serializers.CharField(read_only=True)
    is_verified = serializers.BooleanField(read_only=True)

    class Meta:
        model = Brand
        fields = SHOWN_BRAND


class OwnBrand(ShownBrand):
    """A brand as its members see it."""

    my_role = serializers.ChoiceField(choices=Role.choices, read_only=True)

    class Meta(ShownBrand.Meta):
        fields = [*SHOWN_BRAND, "legal_name", "company_number", "state", "suspended_reason",
                  "verification_requested_at", "verified_at", "my_role"]  # fmt: skip


class BrandChanges(serializers.ModelSerializer[Brand]):
    """What a brand says of itself. A changed identity has to be verified again."""

    sector = CodeField(Sector.objects.filter(is_retired=False), required=False, allow_null=True)

    class Meta:
        model = Brand
        fields = ["name", "legal_name", "country", "company_number", "website", "sector"]


class Logo(serializers.Serializer[Any]):
    logo = PictureField(write_only=True)


class MemberRow(serializers.ModelSerializer[Member]):
    """A person's seat in a brand."""

    name = serializers.CharField(source="person.name", read_only=True)
    email = serializers.EmailField(source="person.email", read_only=True)

    class Meta:
        model = Member
        fields = ["id", "name", "email", "role", "created_at"]


class InvitationRow(serializers.ModelSerializer[MemberInvitation]):
    """A seat offered by e-mail. The link in the e-mail is the only place of its secret."""

    invited_by = serializers.CharField(source="invited_by.name", read_only=True)
    is_expired = serializers.BooleanField(read_only=True)

    class Meta:
        model = MemberInvitation
        fields = ["id", "email", "role", "invited_by", "created_at", "expires_at", "is_expired"]
        read_only_fields = ["expires_at"]
        validators: list[Any] = []


class Token(serializers.Serializer[Any]):
    token = serializers.CharField(max_length=200, help_text="From the link in the e-mail.")


class DeliverableLine(serializers.ModelSerializer[CampaignDeliverable]):
    kind = CodeField(DeliverableKind.objects.filter(is_retired=False))
    platform = CodeField(Platform.objects.filter(is_retired=False), required=False, allow_null=True, default=None)
    count = serializers.IntegerField(min_value=1, max_value=100, default=1)
    due_on = serializers.DateField(required=False, allow_null=True, default=None)

    class Meta:
        model = CampaignDeliverable
        fields = ["kind", "platform", "count", "due_on"]


class GiftLine(serializers.ModelSerializer[Gift]):
    value_minor = Amount(required=True, allow_null=False)
    quantity = serializers.IntegerField(min_value=1, max_value=100, default=1)

    class Meta:
        model = Gift
        fields = ["name", "value_minor", "quantity"]


class UsageRight(serializers.Serializer[Any]):
    use = serializers.ChoiceField(choices=UsageKind.choices)
    days = serializers.IntegerField(min_value=1, max_value=3_650)
    territory = serializers.CharField(default=WORLD, max_length=5, help_text="ISO code of a country, or world.")


class Shares(serializers.DictField):
    """Least shares in basis points by key."""

    child = serializers.IntegerField(min_value=0, max_value=10_000)


class AudienceWanted(serializers.Serializer[Any]):
    countries = Shares(required=False)
    ages = Shares(required=False)
    genders = Shares(required=False)
    languages = Shares(required=False)


class Weights(serializers.DictField):
    """Basis points of each part of the score; together 10,000."""

    child = serializers.IntegerField(min_value=0, max_value=10_000)


class PinnedRow(serializers.ModelSerializer[Pinned]):
    """A picture of the moodboard."""

    picture = PictureField(write_only=True)
    picture_url = serializers.SerializerMethodField()

    class Meta:
        model = Pinned
        fields = ["id", "picture", "picture_url", "caption"]

    def get_picture_url(self, pinned: Pinned) -> str:
        return address(pinned.picture.name or "")


WORDS = ["title", "objective", "product", "product_sector", "brief", "dos", "donts", "hashtags", "disclosure"]
PAY = ["currency", "fee_min_minor", "fee_max_minor", "is_barter", "gifts", "seats"]
WHEN = ["apply_until", "content_from", "content_until"]
WHOM = ["countries", "languages", "niches", "styles", "platforms", "audience_wanted", "rules", "weights"]
WORK = ["deliverables", "usage_rights", "exclusivity_days", "exclusivity_scope"]
STATE = ["public_id", "brand", "state", "version", "published_at", "closed_at"]


class CampaignChanges(serializers.ModelSerializer[Campaign]):
    """A campaign's words and terms. Lists replace what was there; what is not sent stays."""

    product_sector = CodeField(Sector.objects.filter(is_retired=False), required=False, allow_null=True)
    budget_minor, fee_min_minor, fee_max_minor = Amount(), Amount(), Amount()
    seats = serializers.IntegerField(min_value=1, max_value=10_000, required=False, allow_null=True)
    exclusivity_days = serializers.IntegerField(min_value=0, max_value=3_650, required=False)
    brief = serializers.CharField(max_length=10_000, allow_blank=True, required=False)
    hashtags = serializers.ListField(child=serializers.CharField(max_length=80), max_length=100, required=False)
    countries = serializers.ListField(child=serializers.CharField(max_length=2), required=False)
    languages = serializers.ListField(child=serializers.CharField(max_length=10), required=False)
    niches = CodeField(offered_niches(), many=True, required=False)
    styles = CodeField(ContentStyle.objects.filter(is_retired=False), many=True, required=False)
    platforms = CodeField(Platform.objects.filter(is_retired=False), many=True, required=False)
    audience_wanted = AudienceWanted(required=False)
    rules = serializers.DictField(required=False, help_text='See the guide: {"all": [{"measure": …}]}')
    weights = Weights(required=False, help_text=f"Parts: {', '.join(DEFAULT_WEIGHTS)}.")
    deliverables = DeliverableLine(many=True, required=False)
    gifts = GiftLine(many=True, required=False)
    usage_rights = UsageRight(many=True, required=False)

    class Meta:
        model = Campaign
        fields = [*WORDS, "budget_minor", *PAY, *WHEN, *WHOM, *WORK]


class CampaignRow(serializers.ModelSerializer[Campaign]):
    """A campaign in a list."""

    brand = ShownBrand(read_only=True)
    product_sector = CodeField(read_only=True, allow_null=True)
    niches = CodeField(many=True, read_only=True)
    platforms = CodeField(many=True, read_only=True)
    gifts = GiftLine(many=True, read_only=True)

    class Meta:
        model = Campaign
        fields = [*STATE, "title", "objective", "product", "product_sector", *PAY, *WHEN, "countries", "languages",
                  "niches", "platforms"]  # fmt: skip


class ShownCampaign(CampaignRow):
    """A whole campaign as creators see it. The budget stays with its brand."""

    styles = CodeField(many=True, read_only=True)
    audience_wanted = AudienceWanted(read_only=True)
    rules = serializers.DictField(read_only=True)
    weights = Weights(read_only=True)
    deliverables = DeliverableLine(many=True, read_only=True)
    usage_rights = UsageRight(many=True, read_only=True)
    moodboard = PinnedRow(many=True, read_only=True)

    class Meta(CampaignRow.Meta):
        fields = [*STATE, *WORDS, *PAY, *WHEN, *WHOM, *WORK, "moodboard"]


class Gap(serializers.Serializer[Any]):
    """One thing to fill in. `blocks`: without it the campaign is not published."""

    field = serializers.CharField()
    missing = serializers.CharField()
    why = serializers.CharField()
    blocks = serializers.BooleanField()


class OwnCampaign(ShownCampaign):
    """A whole campaign as its brand has it."""

    gaps = serializers.SerializerMethodField(help_text="What a draft still lacks.")

    class Meta(ShownCampaign.Meta):
        fields = [*ShownCampaign.Meta.fields, "budget_minor", "locked_at", "paused_at", "created_at", "gaps"]

    @extend_schema_field(Gap(many=True))
    def get_gaps(self, campaign: Campaign) -> list[dict[str, Any]]:
        return list(Gap(queries.gaps_of(campaign), many=True).data) if campaign.is_draft else []


class Why(serializers.Serializer[Any]):
    reason = serializers.CharField(required=False, allow_blank=True, default="", max_length=1_000)


class VersionRow(serializers.ModelSerializer[CampaignVersion]):
    """What a campaign asked for at a moment that mattered to matching."""

    class Meta:
        model = CampaignVersion
        fields = ["version", "at", "changed", "reason", "rules", "weights", "snapshot"]
