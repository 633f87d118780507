"""The words both sides share, to read."""

from django_filters import rest_framework as filters
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from marketplace.core.api.endpoint import Endpoint
from marketplace.core.api.paging import Filters
from marketplace.taxonomy import locales, queries
from marketplace.taxonomy.api import serializers
from marketplace.taxonomy.models import ContentStyle, DeliverableKind, Niche, Sector


class Platforms(Endpoint):
    """Where creators publish."""

    serializer_class = serializers.PlatformRow
    pagination_class = None

    @extend_schema(responses=serializers.PlatformRow(many=True))
    def get(self, request: Request) -> Response:
        """Every platform, and what a channel on it can do."""
        return Response(self.get_serializer(queries.platforms(), many=True).data)


class Kinds(Endpoint):
    """What can be delivered."""

    serializer_class = serializers.KindRow
    pagination_class = None

    @extend_schema(responses=serializers.KindRow(many=True))
    def get(self, request: Request) -> Response:
        """Every kind of deliverable."""
        return Response(self.get_serializer(DeliverableKind.objects.filter(is_retired=False), many=True).data)


class Styles(Endpoint):
    """Ways of telling."""

    serializer_class = serializers.StyleRow
    pagination_class = None

    @extend_schema(responses=serializers.StyleRow(many=True))
    def get(self, request: Request) -> Response:
        """Every content style."""
        return Response(self.get_serializer(ContentStyle.objects.filter(is_retired=False), many=True).data)


class NicheFilter(filters.FilterSet):
    common = filters.BooleanFilter(field_name="is_common", label="Only those that creators really use")
    parent = filters.CharFilter(field_name="parent__code", label="Code of the parent")

    class Meta:
        model = Niche
        fields: list[str] = []


class Niches(Endpoint):
    """Subjects that creators make content about."""

    queryset = Niche.objects.none()
    serializer_class = serializers.NicheRow
    filter_backends = [Filters]
    filterset_class = NicheFilter

    @extend_schema(responses=serializers.NicheRow(many=True))
    def get(self, request: Request) -> Response:
        """The niches a person may choose, as one tree."""
        return self.page(queries.offered_niches())


class SectorFilter(filters.FilterSet):
    sensitive = filters.BooleanFilter(field_name="is_sensitive", label="Only those that ask for extra care")
    parent = filters.CharFilter(field_name="parent__code", label="Code of the parent")

    class Meta:
        model = Sector
        fields: list[str] = []


class Sectors(Endpoint):
    """What brands sell."""

    queryset = Sector.objects.none()
    serializer_class = serializers.SectorRow
    filter_backends = [Filters]
    filterset_class = SectorFilter

    @extend_schema(responses=serializers.SectorRow(many=True))
    def get(self, request: Request) -> Response:
        """The sectors, as one tree."""
        return self.page(Sector.objects.filter(is_retired=False))


class Names(Endpoint):
    """Codes of a standard with their names in the language of the answer."""

    serializer_class = serializers.NamedCode
    pagination_class = None
    choices = {
        "countries": locales.country_choices,
        "languages": locales.language_choices,
        "currencies": locales.currency_choices,
    }
    of = "countries"

    @extend_schema(responses=serializers.NamedCode(many=True))
    def get(self, request: Request) -> Response:
        """The codes that are accepted here."""
        return Response([{"code": code, "label": name} for code, name in self.choices[self.of]()])
