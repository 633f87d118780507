"""Bringing in lists of creators: take a file, say what its columns mean, check it, import it, watch."""

import uuid

from django.shortcuts import get_object_or_404
from django_filters import rest_framework as filters
from drf_spectacular.utils import extend_schema
from rest_framework.parsers import MultiPartParser
from rest_framework.response import Response

from creators.actions import imports
from creators.api.serializers import imports as serializers
from creators.enums import Outcome
from creators.imports import columns
from creators.imports.scope import scopes_of, visible_batches
from creators.models import ImportBatch, ImportRow
from marketplace.accounts.api.request import SignedIn
from marketplace.core.api.endpoint import Endpoint, accepted, created
from marketplace.core.api.paging import Filters

IMPORTS = "/api/v1/imports"


class Imports(Endpoint):
    """Your imports."""

    serializer_class = serializers.NewImport
    parser_classes = [MultiPartParser]

    @extend_schema(responses=serializers.ImportShown(many=True))
    def get(self, request: SignedIn) -> Response:
        """The newest first."""
        seen = visible_batches(request.user).select_related("source", "platform", "job")
        return self.page(seen, serializers.ImportShown)

    @extend_schema(responses={201: serializers.ImportShown})
    def post(self, request: SignedIn) -> Response:
        """Hand in a file; the answer says how it was understood. Nothing is read in before it is confirmed."""
        values = self.valid()
        upload = values.pop("file")
        batch = imports.take(actor=request.user, file=upload, name=upload.name, **values)
        return created(serializers.ImportShown(batch).data, f"{IMPORTS}/{batch.public_id}")


class Scopes(Endpoint):
    """For whom you may import."""

    serializer_class = serializers.ScopeRow
    pagination_class = None

    @extend_schema(responses=serializers.ScopeRow(many=True))
    def get(self, request: SignedIn) -> Response:
        """The house for staff, and the brands you work for."""
        return Response(serializers.ScopeRow(scopes_of(request.user), many=True).data)


class Fields(Endpoint):
    """What a column can mean."""

    serializer_class = serializers.FieldRow
    pagination_class = None

    @extend_schema(responses=serializers.FieldRow(many=True))
    def get(self, request: SignedIn) -> Response:
        """Every field a file can fill."""
        return Response(serializers.FieldRow(columns.FIELDS.values(), many=True).data)


class OneImport(Endpoint):
    """One import."""

    serializer_class = serializers.ImportShown

    def get(self, request: SignedIn, public_id: uuid.UUID) -> Response:
        """How far it is and what came of it."""
        return Response(serializers.ImportShown(_batch(request, public_id)).data)

    @extend_schema(responses={204: None})
    def delete(self, request: SignedIn, public_id: uuid.UUID) -> Response:
        """Throw away a file that was not imported."""
        imports.discard(actor=request.user, batch=_batch(request, public_id))
        return Response(status=204)


class ImportConfirmed(Endpoint):
    """Starting to read."""

    serializer_class = serializers.Confirmation

    @extend_schema(responses={202: serializers.ImportShown})
    def post(self, request: SignedIn, public_id: uuid.UUID) -> Response:
        """Say what the columns mean and start: to check only (a dry run), or for real."""
        batch = imports.confirm(actor=request.user, batch=_batch(request, public_id), **self.valid())
        return accepted(serializers.ImportShown(batch).data, f"{IMPORTS}/{batch.public_id}")


class ImportCommitted(Endpoint):
    @extend_schema(request=None, responses={202: serializers.ImportShown})
    def post(self, request: SignedIn, public_id: uuid.UUID) -> Response:
        """Bring in for real what a dry run has checked; the real import has an address of its own."""
        batch = imports.commit(actor=request.user, batch=_batch(request, public_id))
        return accepted(serializers.ImportShown(batch).data, f"{IMPORTS}/{batch.public_id}")


class RowFilter(filters.FilterSet):
    outcome = filters.ChoiceFilter(choices=Outcome.choices)

    class Meta:
        model = ImportRow
        fields: list[str] = []


class ImportRows(Endpoint):
    """What became of each row."""

    queryset = ImportRow.objects.none()
    serializer_class = serializers.ImportRowShown
    filter_backends = [Filters]
    filterset_class = RowFilter

    @extend_schema(responses=serializers.ImportRowShown(many=True))
    def get(self, request: SignedIn, public_id: uuid.UUID) -> Response:
        """Row by row, the last first."""
        return self.page(_batch(request, public_id).rows.all())


def _batch(request: SignedIn, public_id: uuid.UUID) -> ImportBatch:
    """An import the person may see. Raises Http404 for every other."""
    found = visible_batches(request.user).select_related("source", "platform", "job")
    return get_object_or_404(found, public_id=public_id)
