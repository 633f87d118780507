"""Lists page by page with a cursor: stable while rows are added, and no page costs more than the first."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django_filters.rest_framework import DjangoFilterBackend
from rest_framework.exceptions import NotFound
from rest_framework.pagination import CursorPagination
from rest_framework.request import Request

from marketplace.core.api.problems import BadParameter

if TYPE_CHECKING:
    from rest_framework.views import APIView


class CursorPages(CursorPagination):
    """Newest first unless a view says otherwise; `limit` rows a page, at most 200."""

    page_size = 50
    max_page_size = 200
    page_size_query_param = "limit"
    ordering = "-pk"

    def get_page_size(self, request: Request) -> int:
        given = request.query_params.get("limit", "")
        if not given:
            return self.page_size
        if not (given.isascii() and given.isdigit() and 1 <= int(given[:9]) <= self.max_page_size):
            raise BadParameter({"limit": _("Write a whole number from 1 to %(most)d.") % {"most": self.max_page_size}})
        return int(given)

    def paginate_queryset(self, queryset: Any, request: Request, view: APIView | None = None) -> list[Any] | None:
        try:
            return super().paginate_queryset(queryset, request, view)
        except (NotFound, ValueError, TypeError, ValidationError) as error:
            text = _("This cursor is not one of ours. Follow the “next” address of a page instead.")
            raise BadParameter({"cursor": text}) from error


class Filters(DjangoFilterBackend):
    """django-filter, with a wrong value named as a parameter of the address."""

    def filter_queryset(self, request: Request, queryset: QuerySet[Any], view: APIView) -> QuerySet[Any]:
        filterset = self.get_filterset(request, queryset, view)
        if filterset is None:
            return queryset
        if not filterset.is_valid():
            raise BadParameter({name: [str(text) for text in texts] for name, texts in filterset.errors.items()})
        return filterset.qs
