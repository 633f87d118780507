"""For those who run a cohort: asking creators, reading one entry, ending it, and the members week by week."""

import uuid
from typing import Any

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework.response import Response

from marketplace.accounts.api.request import SignedIn
from marketplace.cohorts.actions import decisions, invitations
from marketplace.cohorts.api.serializers import invitations as serializers
from marketplace.cohorts.api.serializers.entries import EntryRow, EntryShown
from marketplace.cohorts.enums import EntryKind
from marketplace.cohorts.models import Cohort, Entry
from marketplace.cohorts.policies import require_organiser
from marketplace.cohorts.queries.cadence import cadences_of
from marketplace.cohorts.queries.cohorts import cohorts_run_by, entries_run_by, members_of
from marketplace.cohorts.queries.people import found_by
from marketplace.core.api.endpoint import Endpoint, created
from marketplace.core.errors import Invalid

ENDING: dict[str, Any] = {"take-back": invitations.take_back, "remove": decisions.remove}


class CohortInvitations(Endpoint):
    """The creators a cohort asked."""

    queryset = Entry.objects.none()
    serializer_class = EntryRow

    @extend_schema(responses=EntryRow(many=True))
    def get(self, request: SignedIn, public_id: uuid.UUID) -> Response:
        """Those who run the cohort, and viewers of its brand: the newest first, answered ones too."""
        cohort = _cohort(request, public_id)
        return self.page(entries_run_by(request.user).filter(cohort=cohort, kind=EntryKind.INVITATION))

    @extend_schema(request=serializers.Invited, responses={201: EntryShown})
    def post(self, request: SignedIn, public_id: uuid.UUID) -> Response:
        """Those who run it: ask one. They have seven days; an invitation takes a seat once it is accepted."""
        cohort = _cohort(request, public_id)
        require_organiser(request.user, cohort.programme)
        asked = self.valid(serializers.Invited)
        creator = found_by(request.user, asked["who"])
        if creator is None:
            raise Invalid({"who": [_("Nobody is found by this. Copy the handle, or the address of the profile.")]})
        made = invitations.send(actor=request.user, cohort=cohort, creator=creator, message=asked["message"])
        row = _entries(request).get(pk=made.pk)
        return created(EntryShown(row).data, f"/api/v1/cohorts/entries/{made.public_id}")


class RunEntry(Endpoint):
    """One entry of a cohort you run."""

    @extend_schema(responses=EntryShown)
    def get(self, request: SignedIn, public_id: uuid.UUID) -> Response:
        """Those who run the cohort, and viewers of its brand: with every step."""
        return Response(EntryShown(get_object_or_404(_entries(request), public_id=public_id)).data)


class EndEntry(Endpoint):
    """Taking an invitation back, ending a membership."""

    serializer_class = serializers.WhyEnded
    word = "take-back"

    @extend_schema(responses=EntryShown)
    def post(self, request: SignedIn, public_id: uuid.UUID) -> Response:
        """Those who run the cohort: the creator reads why, and a seat that becomes free goes to who waits."""
        found = get_object_or_404(_entries(request), public_id=public_id)
        require_organiser(request.user, found.cohort.programme)
        ENDING[self.word](actor=request.user, entry=found, **self.valid())
        return Response(EntryShown(_entries(request).get(pk=found.pk)).data)


class CohortMembers(Endpoint):
    """Who is in."""

    queryset = Entry.objects.none()
    serializer_class = serializers.CohortMember

    @extend_schema(responses=serializers.CohortMember(many=True))
    def get(self, request: SignedIn, public_id: uuid.UUID) -> Response:
        """Those who run the cohort, and viewers of its brand: past members too, with the weeks of each."""
        cohort = _cohort(request, public_id)
        rows = self.paginate_queryset(members_of(cohort)) or []
        context = {**self.get_serializer_context(), "cadences": cadences_of(cohort, rows)}
        return self.get_paginated_response(serializers.CohortMember(rows, many=True, context=context).data)


def _cohort(request: SignedIn, public_id: uuid.UUID) -> Cohort:
    return get_object_or_404(cohorts_run_by(request.user), public_id=public_id)


def _entries(request: SignedIn) -> QuerySet[Entry]:
    return entries_run_by(request.user).prefetch_related("events")
