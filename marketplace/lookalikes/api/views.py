"""Creators like these."""

from django.http import Http404
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.response import Response

from marketplace.accounts.api.request import SignedIn
from marketplace.core.api.endpoint import Endpoint
from marketplace.lookalikes import queries, sentences
from marketplace.lookalikes.api import serializers
from marketplace.lookalikes.similar import WEIGHTS

LIKE = OpenApiParameter(
    "like", {"type": "array", "items": {"type": "string", "format": "uuid"}}, required=True,
    description="Up to five creators.",
)  # fmt: skip


class AlikeCreators(Endpoint):
    """Creators like those that are named."""

    serializer_class = serializers.AlikeShown

    @extend_schema(parameters=[LIKE], responses=serializers.AlikeShown(many=True))
    def get(self, request: SignedIn) -> Response:
        """Members of brands: the creators most like up to five others, the likest first."""
        seeds = queries.seeds_of(request.user, request.query_params.getlist("like"))
        if not seeds:
            raise Http404
        told = [
            {
                "creator": one.creator,
                "channel": one.channel,
                "score": one.found.score,
                "parts": sentences.parts(one.found, WEIGHTS),
                "sentence": sentences.why(one.found),
            }
            for one in queries.alike(seeds)
        ]
        return Response(serializers.AlikeShown(told, many=True).data)
