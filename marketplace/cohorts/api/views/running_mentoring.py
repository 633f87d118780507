"""For staff who run pupils' cohorts: checking who offers, and bringing mentors and pupils together."""

import uuid
from typing import Any

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django_filters import rest_framework as filters
from drf_spectacular.utils import extend_schema
from rest_framework.response import Response

from marketplace.accounts.api.request import SignedIn
from marketplace.cohorts.actions import mentoring, mentors
from marketplace.cohorts.api.serializers import mentoring as serializers
from marketplace.cohorts.enums import MentorState
from marketplace.cohorts.models import Cohort, Entry, Mentor, Mentorship
from marketplace.cohorts.queries.cohorts import cohorts_run_by
from marketplace.cohorts.queries.mentoring import mentors_for, offers_checked_by, running_pairs, waiting_pupils
from marketplace.core.api.endpoint import Endpoint, created
from marketplace.core.api.paging import Filters
from marketplace.core.errors import Invalid
from marketplace.programmes.enums import Space

CHECKING: dict[str, Any] = {"approve": mentors.approve, "refuse": mentors.refuse, "end": mentors.end}


class OfferFilter(filters.FilterSet):
    state = filters.ChoiceFilter(choices=[(one.value, one.value) for one in MentorState])
    programme = filters.CharFilter(field_name="programme__slug", label="Slug of a programme")

    class Meta:
        model = Mentor
        fields: list[str] = []


class Mentors(Endpoint):
    """Everybody who offers, or offered."""

    queryset = Mentor.objects.none()
    serializer_class = serializers.OfferToCheck
    filter_backends = [Filters]
    filterset_class = OfferFilter

    @extend_schema(responses=serializers.OfferToCheck(many=True))
    def get(self, request: SignedIn) -> Response:
        """Staff who run cohorts; empty for everybody else."""
        return self.page(offers_checked_by(request.user))


class MentorCheck(Endpoint):
    """Deciding about an offer."""

    serializer_class = serializers.WhyGiven
    word = "approve"

    @extend_schema(responses=serializers.OfferToCheck)
    def post(self, request: SignedIn, public_id: uuid.UUID) -> Response:
        """Staff who run cohorts, and never about themselves: say what you have seen. An end is at once, pairs too."""
        mentor = get_object_or_404(offers_checked_by(request.user), public_id=public_id)
        done = CHECKING[self.word](actor=request.user, mentor=mentor, **self.valid())
        return Response(serializers.OfferToCheck(done).data)


class Pairs(Endpoint):
    """Who is together."""

    queryset = Mentorship.objects.none()
    serializer_class = serializers.PairRow

    @extend_schema(responses=serializers.PairRow(many=True))
    def get(self, request: SignedIn, public_id: uuid.UUID) -> Response:
        """Staff who run the cohort: the pairs of now."""
        return self.page(running_pairs(_cohort(request, public_id)))

    @extend_schema(request=serializers.PairMade, responses={201: serializers.PairRow})
    def post(self, request: SignedIn, public_id: uuid.UUID) -> Response:
        """Staff who run the cohort: bring two together, who are told."""
        cohort, asked = _cohort(request, public_id), self.valid(serializers.PairMade)
        entry = Entry.objects.filter(cohort=cohort, public_id=asked["entry"]).select_related("creator").first()
        if entry is None:
            raise Invalid({"entry": [_("Some of these are not of this cohort.")]})
        mentor = mentors_for(cohort).filter(public_id=asked["mentor"]).first()
        if mentor is None:
            raise Invalid({"mentor": [_("Some of these are no mentors of this programme.")]})
        (made,) = mentoring.assign(actor=request.user, cohort=cohort, pairs=[(entry, mentor)])
        return created(serializers.PairRow(made).data, f"/api/v1/cohorts/{public_id}/pairs")


class BestPairs(Endpoint):
    """Everybody at once."""

    @extend_schema(request=None, responses=serializers.PairRow(many=True))
    def post(self, request: SignedIn, public_id: uuid.UUID) -> Response:
        """Staff who run the cohort: as many pairs as places permit, never against a refusal, the best of these ways.
        The answer holds those that were made."""
        made = mentoring.assign_best(actor=request.user, cohort=_cohort(request, public_id))
        return Response(serializers.PairRow(made, many=True).data)


class EndPair(Endpoint):
    """Ending one pair."""

    serializer_class = serializers.WhyGiven

    @extend_schema(responses=serializers.PairRow)
    def post(self, request: SignedIn, public_id: uuid.UUID, pair_id: uuid.UUID) -> Response:
        """Staff who run the cohort: both read why, and their meetings to come are cancelled."""
        rows = Mentorship.objects.filter(cohort=_cohort(request, public_id)).select_related("mentor", "entry__creator")
        found = get_object_or_404(rows, public_id=pair_id)
        mentoring.end(actor=request.user, mentorship=found, **self.valid())
        return Response(serializers.PairRow(rows.get(pk=found.pk)).data)


class WaitingPupils(Endpoint):
    """Who has nobody yet."""

    queryset = Entry.objects.none()
    serializer_class = serializers.PupilRow

    @extend_schema(responses=serializers.PupilRow(many=True))
    def get(self, request: SignedIn, public_id: uuid.UUID) -> Response:
        """Staff who run the cohort: with the wishes of each."""
        return self.page(waiting_pupils(_cohort(request, public_id)))


def _cohort(request: SignedIn, public_id: uuid.UUID) -> Cohort:
    pupils = cohorts_run_by(request.user).filter(programme__space=Space.PUPILS)
    return get_object_or_404(pupils, public_id=public_id)
