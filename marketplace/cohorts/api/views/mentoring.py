"""For mentors and pupils: offers, wishes, refusals, meetings. For whoever works for a brand none of it exists."""

import uuid

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework.response import Response

from marketplace.accounts.api.request import SignedIn
from marketplace.cohorts.actions import mentoring, mentors, sessions
from marketplace.cohorts.api.serializers import mentoring as serializers
from marketplace.cohorts.api.serializers.sessions import MeetingPlanned, SessionRow
from marketplace.cohorts.api.views.sessions import SessionPages, address_of, shown
from marketplace.cohorts.models import Entry, Mentor, Mentorship, Session, Wish
from marketplace.cohorts.queries.cohorts import pupil_entries_of
from marketplace.cohorts.queries.mentoring import mentor_of, mentors_for, mentors_of, mentorships_of
from marketplace.cohorts.queries.sessions import meetings_of, with_places
from marketplace.core.api.endpoint import Endpoint, created
from marketplace.core.errors import Invalid
from marketplace.programmes.enums import Space
from marketplace.programmes.queries.shown import shown_to


class Offer(Endpoint):
    """Offering to be a mentor."""

    serializer_class = serializers.Offered

    @extend_schema(responses={201: serializers.OfferRow})
    def post(self, request: SignedIn, slug: str) -> Response:
        """Adults who work for no brand; staff check who it is before anything else."""
        programme = get_object_or_404(shown_to(request.user).filter(space=Space.PUPILS), slug=slug)
        made = mentors.offer(actor=request.user, programme=programme, **self.valid())
        return created(serializers.OfferRow(made).data, "/api/v1/mentoring/offers")


class MyOffers(Endpoint):
    """What you offered."""

    queryset = Mentor.objects.none()
    serializer_class = serializers.OfferRow

    @extend_schema(responses=serializers.OfferRow(many=True))
    def get(self, request: SignedIn) -> Response:
        """And what staff decided, with the reason."""
        return self.page(mentors_of(request.user))


class MyPairs(Endpoint):
    """The pupils you advise."""

    queryset = Mentorship.objects.none()
    serializer_class = serializers.MyPairRow

    @extend_schema(responses=serializers.MyPairRow(many=True))
    def get(self, request: SignedIn) -> Response:
        """Checked mentors: those of now."""
        return self.page(mentorships_of(request.user))


class MyPairStop(Endpoint):
    """Advising a pupil no longer."""

    serializer_class = serializers.WhyRefused

    @extend_schema(responses={204: None})
    def post(self, request: SignedIn, public_id: uuid.UUID) -> Response:
        """The pupil is told that it ends; only the organisers read why. Meetings to come are cancelled."""
        pair = _pair(request, public_id)
        mentoring.veto(actor=request.user, entry=pair.entry, mentor=pair.mentor, **self.valid())
        return Response(status=204)


class Meetings(Endpoint):
    """Your meetings with one pupil."""

    queryset = Session.objects.none()
    serializer_class = SessionRow
    pagination_class = SessionPages

    @extend_schema(responses=SessionRow(many=True))
    def get(self, request: SignedIn, public_id: uuid.UUID) -> Response:
        """In their order."""
        return self.page(with_places(meetings_of(_pair(request, public_id)).select_related("cohort"), request.user))

    @extend_schema(request=MeetingPlanned, responses={201: SessionRow})
    def post(self, request: SignedIn, public_id: uuid.UUID) -> Response:
        """Plan one: the pupil is told and has the place, which is nobody else's if they give it back."""
        pair = _pair(request, public_id)
        made = sessions.plan_with_pupil(actor=request.user, pair=pair, **self.valid(MeetingPlanned))
        return created(shown(request, made), address_of(made))


class MyMentor(Endpoint):
    """Who advises you."""

    @extend_schema(responses=serializers.MentorRow)
    def get(self, request: SignedIn, public_id: uuid.UUID) -> Response:
        """Pupils who are members; there once you were brought together."""
        found = mentor_of(_pupil(request, public_id))
        if found is None:
            raise Http404
        return Response(serializers.MentorRow(found.mentor).data)


class MyMentors(Endpoint):
    """Whom you may wish for."""

    queryset = Mentor.objects.none()
    serializer_class = serializers.MentorRow

    @extend_schema(responses=serializers.MentorRow(many=True))
    def get(self, request: SignedIn, public_id: uuid.UUID) -> Response:
        """Pupils who are members: the checked mentors of the programme."""
        return self.page(mentors_for(_pupil(request, public_id).cohort))


class MyWishes(Endpoint):
    """Whom you would like."""

    serializer_class = serializers.WishesGiven

    @extend_schema(responses=serializers.WishesGiven)
    def get(self, request: SignedIn, public_id: uuid.UUID) -> Response:
        """The first choice first."""
        return _wishes(_pupil(request, public_id))

    @extend_schema(responses=serializers.WishesGiven)
    def put(self, request: SignedIn, public_id: uuid.UUID) -> Response:
        """Pupils who are members: say so, or say it anew."""
        entry, asked = _pupil(request, public_id), self.valid()["mentors"]
        found = {one.public_id: one for one in mentors_for(entry.cohort).filter(public_id__in=asked)}
        if not set(asked) <= set(found):
            raise Invalid({"mentors": [_("Some of these are no mentors of this programme.")]})
        mentoring.wish(actor=request.user, entry=entry, mentors=[found[one] for one in asked])
        return _wishes(entry)


class MentorRefusal(Endpoint):
    """Not this mentor."""

    serializer_class = serializers.WhyRefused

    @extend_schema(responses={204: None})
    def post(self, request: SignedIn, public_id: uuid.UUID, mentor_id: uuid.UUID) -> Response:
        """You are never brought together; if you were, it ends. Only the organisers read why."""
        entry = _pupil(request, public_id)
        mentor = get_object_or_404(mentors_for(entry.cohort), public_id=mentor_id)
        mentoring.veto(actor=request.user, entry=entry, mentor=mentor, **self.valid())
        return Response(status=204)


def _pair(request: SignedIn, public_id: uuid.UUID) -> Mentorship:
    return get_object_or_404(mentorships_of(request.user), public_id=public_id)


def _pupil(request: SignedIn, public_id: uuid.UUID) -> Entry:
    return get_object_or_404(pupil_entries_of(request.user), public_id=public_id)


def _wishes(entry: Entry) -> Response:
    rows = Wish.objects.filter(entry=entry).select_related("mentor")
    return Response(serializers.WishesGiven({"mentors": [one.mentor.public_id for one in rows]}).data)
