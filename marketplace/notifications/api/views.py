"""What you were told."""

from typing import Any

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django_filters import rest_framework as filters
from drf_spectacular.utils import extend_schema
from rest_framework.permissions import IsAuthenticated
from rest_framework.response import Response

from marketplace.accounts.api.permissions import HasScope
from marketplace.accounts.api.request import SignedIn
from marketplace.core.api.endpoint import Endpoint
from marketplace.core.api.paging import Filters
from marketplace.notifications import queries
from marketplace.notifications.actions import notices
from marketplace.notifications.api import serializers
from marketplace.notifications.models import Notice


class NoticeFilter(filters.FilterSet):
    unread = filters.BooleanFilter(field_name="read_at", lookup_expr="isnull", label="Only those not read yet")

    class Meta:
        model = Notice
        fields: list[str] = []


class Notices(Endpoint):
    """Your notices."""

    queryset = Notice.objects.none()
    serializer_class = serializers.NoticeRow
    filter_backends = [Filters]
    filterset_class = NoticeFilter

    @extend_schema(responses=serializers.NoticeRow(many=True))
    def get(self, request: SignedIn) -> Response:
        """What you were told, the newest first."""
        found: QuerySet[Any] = queries.notices_of(request.user)
        return self.page(found)


class NoticeRead(Endpoint):
    """A notice was read. Suspended people read too."""

    permission_classes = [IsAuthenticated, HasScope]
    serializer_class = serializers.NoticeRow

    @extend_schema(request=None, responses=serializers.NoticeRow)
    def post(self, request: SignedIn, pk: int) -> Response:
        """Mark one notice as read."""
        notice = get_object_or_404(queries.notices_of(request.user), pk=pk)
        return Response(serializers.NoticeRow(notices.mark_read(actor=request.user, notice=notice)).data)


class AllNoticesRead(Endpoint):
    """Every notice was read."""

    permission_classes = [IsAuthenticated, HasScope]

    @extend_schema(request=None, responses={204: None})
    def post(self, request: SignedIn) -> Response:
        """Mark all your notices as read."""
        notices.mark_all_read(actor=request.user)
        return Response(status=204)
