from typing import TypeVar

from django.db.models import Model
from rest_framework import serializers

from marketplace.taxonomy.models import ContentStyle, DeliverableKind, Niche, Platform, Sector

M = TypeVar("M", bound=Model)
WORD = ["code", "label", "label_en", "label_fr"]


class Word(serializers.ModelSerializer[M]):
    """A code with its name in the language of the answer."""

    label = serializers.CharField(read_only=True, help_text="In the language of the answer.")  # type: ignore[assignment]


class PlatformRow(Word[Platform]):
    capabilities = serializers.ListField(child=serializers.CharField())

    class Meta:
        model = Platform
        fields = ["code", "label", "url_pattern", "handle_pattern", "capabilities"]


class KindRow(Word[DeliverableKind]):
    class Meta:
        model = DeliverableKind
        fields = [*WORD, "posts_publicly"]


class StyleRow(Word[ContentStyle]):
    class Meta:
        model = ContentStyle
        fields = WORD


class NicheRow(Word[Niche]):
    path = serializers.ListField(child=serializers.CharField(), help_text="Codes, from the root of the tree to this.")

    class Meta:
        model = Niche
        fields = [*WORD, "slug", "path", "synonyms", "hashtags", "is_common"]


class SectorRow(Word[Sector]):
    path = serializers.ListField(child=serializers.CharField(), help_text="Codes, from the root of the tree to this.")

    class Meta:
        model = Sector
        fields = [*WORD, "path", "is_sensitive"]


class NamedCode(serializers.Serializer[dict[str, str]]):
    code = serializers.CharField()
    label = serializers.CharField(help_text="In the language of the answer.")  # type: ignore[assignment]
