"""A creator's own entries, and the decisions of those who run a cohort."""

import uuid
from typing import Any

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework.response import Response

from marketplace.accounts.api.request import SignedIn
from marketplace.cohorts.actions import decisions, entries
from marketplace.cohorts.api.serializers import entries as serializers
from marketplace.cohorts.models import Entry
from marketplace.cohorts.policies import require_organiser
from marketplace.cohorts.queries.cadence import cadences_of
from marketplace.cohorts.queries.cohorts import cohorts_run_by, cohorts_shown_to, entries_of, entries_run_by, own_entry
from marketplace.core.api.endpoint import Endpoint, created
from marketplace.core.errors import Invalid

GOING: dict[str, Any] = {"decline": entries.decline, "withdraw": entries.withdraw, "leave": entries.leave}


class CohortEntries(Endpoint):
    """The entries of one cohort."""

    queryset = Entry.objects.none()
    serializer_class = serializers.EntryRow

    @extend_schema(responses=serializers.EntryRow(many=True))
    def get(self, request: SignedIn, public_id: uuid.UUID) -> Response:
        """Those who run the cohort, and viewers of its brand: the newest first."""
        cohort = get_object_or_404(cohorts_run_by(request.user), public_id=public_id)
        return self.page(entries_run_by(request.user).filter(cohort=cohort))

    @extend_schema(request=serializers.Applied, responses={201: serializers.EntryShown})
    def post(self, request: SignedIn, public_id: uuid.UUID) -> Response:
        """Creators: apply."""
        cohort = get_object_or_404(cohorts_shown_to(request.user), public_id=public_id)
        values = self.valid(serializers.Applied)
        made = entries.submit(actor=request.user, cohort=cohort, **values)
        shown = own_entry(request.user, made.cohort)
        return created(serializers.EntryShown(shown).data, f"/api/v1/creators/me/entries/{made.public_id}")


class CohortDecisions(Endpoint):
    """Decisions about many entries at once."""

    serializer_class = serializers.Decided

    @extend_schema(responses=serializers.EntryRow(many=True))
    def post(self, request: SignedIn, public_id: uuid.UUID) -> Response:
        """Those who run the cohort: all are decided, or none."""
        cohort = get_object_or_404(cohorts_run_by(request.user), public_id=public_id)
        require_organiser(request.user, cohort.programme)
        values = self.valid()
        wanted = set(values.pop("entries"))
        chosen = list(Entry.objects.filter(cohort=cohort, public_id__in=wanted))
        if len(chosen) != len(wanted):
            raise Invalid({"entries": [_("Some of these are not of this cohort.")]})
        done = decisions.decide(actor=request.user, cohort=cohort, entries=chosen, **values)
        return Response(serializers.EntryRow(done, many=True).data)


class MyEntries(Endpoint):
    """Your entries."""

    queryset = Entry.objects.none()
    serializer_class = serializers.EntryRow

    @extend_schema(responses=serializers.EntryRow(many=True))
    def get(self, request: SignedIn) -> Response:
        """Creators: the newest first."""
        return self.page(entries_of(request.user))


class MyEntry(Endpoint):
    """One of your entries."""

    @extend_schema(responses=serializers.EntryShown)
    def get(self, request: SignedIn, public_id: uuid.UUID) -> Response:
        """With every step and its reason."""
        return Response(serializers.EntryShown(_own(request, public_id)).data)


class MyCadence(Endpoint):
    """Your weeks as a member."""

    @extend_schema(responses=serializers.CadenceShown)
    def get(self, request: SignedIn, public_id: uuid.UUID) -> Response:
        """Members of a cohort that asks for posts."""
        entry = _own(request, public_id)
        found = cadences_of(entry.cohort, [entry]).get(entry.pk)
        if found is None:
            raise Http404
        return Response(serializers.CadenceShown(found).data)


class Confirm(Endpoint):
    """Your answer."""

    @extend_schema(request=None, responses=serializers.EntryShown)
    def post(self, request: SignedIn, public_id: uuid.UUID) -> Response:
        """Take the seat that is held for you, or accept an invitation."""
        entries.confirm(actor=request.user, entry=_own(request, public_id))
        return Response(serializers.EntryShown(_own(request, public_id)).data)


class Go(Endpoint):
    """Saying no, withdrawing, leaving."""

    serializer_class = serializers.Gone
    word = "decline"

    @extend_schema(responses=serializers.EntryShown)
    def post(self, request: SignedIn, public_id: uuid.UUID) -> Response:
        """With the reason, which the organisers read."""
        GOING[self.word](actor=request.user, entry=_own(request, public_id), **self.valid())
        return Response(serializers.EntryShown(_own(request, public_id)).data)


def _own(request: SignedIn, public_id: uuid.UUID) -> Entry:
    return get_object_or_404(entries_of(request.user), public_id=public_id)
