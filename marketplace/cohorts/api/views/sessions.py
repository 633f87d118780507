"""Sessions: seen by members, planned and kept by those who run the cohort and by mentors."""

import uuid
from typing import Any

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework.response import Response

from marketplace.accounts.api.request import SignedIn
from marketplace.cohorts.actions import sessions
from marketplace.cohorts.api.serializers import sessions as serializers
from marketplace.cohorts.models import Cohort, Entry, Session
from marketplace.cohorts.policies import require_organiser
from marketplace.cohorts.queries.cohorts import cohorts_run_by
from marketplace.cohorts.queries.sessions import (
    calendar_of,
    lines_of,
    sessions_kept_by,
    sessions_seen_by,
    with_places,
)
from marketplace.core.api.endpoint import Endpoint, created
from marketplace.core.api.paging import CursorPages
from marketplace.core.errors import Invalid

TAKING: dict[str, Any] = {"join": sessions.join, "leave": sessions.leave}


class SessionPages(CursorPages):
    ordering = ("starts_at", "pk")  # type: ignore[assignment]


class CohortSessions(Endpoint):
    """The sessions of one cohort."""

    queryset = Session.objects.none()
    serializer_class = serializers.SessionRow
    pagination_class = SessionPages

    @extend_schema(responses=serializers.SessionRow(many=True))
    def get(self, request: SignedIn, public_id: uuid.UUID) -> Response:
        """Members, and those who run the cohort. Meetings of two that are taken are for the two and the latter."""
        seen = sessions_seen_by(request.user).filter(cohort__public_id=public_id)
        return self.page(with_places(seen, request.user))

    @extend_schema(request=serializers.SessionPlanned, responses={201: serializers.SessionRow})
    def post(self, request: SignedIn, public_id: uuid.UUID) -> Response:
        """Those who run the cohort: announce one to the members."""
        cohort = get_object_or_404(cohorts_run_by(request.user), public_id=public_id)
        require_organiser(request.user, cohort.programme)
        values = self.valid(serializers.SessionPlanned)
        guest = _guest(cohort, values.pop("guest", None))
        made = sessions.plan(actor=request.user, cohort=cohort, guest=guest, **values)
        return created(shown(request, made), address_of(made))


class MySessions(Endpoint):
    """What stands in your calendar."""

    queryset = Session.objects.none()
    serializer_class = serializers.SessionRow
    pagination_class = SessionPages

    @extend_schema(responses=serializers.SessionRow(many=True))
    def get(self, request: SignedIn) -> Response:
        """From four months ago on: webinars you have not said no to, meetings you have a place in, what you host."""
        return self.page(with_places(calendar_of(request.user), request.user))


class OneSession(Endpoint):
    """One session."""

    serializer_class = serializers.SessionChanged

    @extend_schema(responses=serializers.SessionRow)
    def get(self, request: SignedIn, public_id: uuid.UUID) -> Response:
        """Whoever sees it in its cohort."""
        return Response(shown(request, _seen(request, public_id)))

    @extend_schema(responses=serializers.SessionRow)
    def patch(self, request: SignedIn, public_id: uuid.UUID) -> Response:
        """Those who keep it: move or rewrite it. Whoever comes is told."""
        session = _seen(request, public_id)
        changed = sessions.change(actor=request.user, session=session, **self.valid())
        return Response(shown(request, changed))


class SessionCancel(Endpoint):
    """Calling one off."""

    serializer_class = serializers.CalledOff

    @extend_schema(responses=serializers.SessionRow)
    def post(self, request: SignedIn, public_id: uuid.UUID) -> Response:
        """Those who keep it; whoever comes reads why."""
        done = sessions.cancel(actor=request.user, session=_seen(request, public_id), **self.valid())
        return Response(shown(request, done))


class SessionPlace(Endpoint):
    """Your place."""

    word = "join"

    @extend_schema(request=None, responses=serializers.SessionRow)
    def post(self, request: SignedIn, public_id: uuid.UUID) -> Response:
        """Members: take a place, or give it back."""
        session = _seen(request, public_id)
        TAKING[self.word](actor=request.user, session=session)
        return Response(shown(request, session))


class SessionAttendance(Endpoint):
    """Who said they come, and who was there."""

    queryset = Entry.objects.none()
    serializer_class = serializers.AttendanceRow

    @extend_schema(responses=serializers.AttendanceRow(many=True))
    def get(self, request: SignedIn, public_id: uuid.UUID) -> Response:
        """Those who run the cohort: all members. Mentors: the pupil they meet."""
        session = get_object_or_404(sessions_kept_by(request.user), public_id=public_id)
        return self.page(lines_of(session, request.user))

    @extend_schema(request=serializers.AttendanceNoted, responses=serializers.AttendanceRow(many=True))
    def post(self, request: SignedIn, public_id: uuid.UUID) -> Response:
        """Those who keep the session: note it, once it has begun."""
        session = get_object_or_404(sessions_kept_by(request.user), public_id=public_id)
        said = {one["entry"]: one["attendance"] for one in self.valid(serializers.AttendanceNoted)["lines"]}
        ids = dict(lines_of(session, request.user).filter(public_id__in=said).values_list("public_id", "pk"))
        if len(ids) != len(said):
            raise Invalid({"lines": [_("Some of these are not of this cohort.")]})
        sessions.mark(actor=request.user, session=session, attendance={ids[one]: word for one, word in said.items()})
        return self.page(lines_of(session, request.user))


def shown(request: SignedIn, session: Session) -> dict[str, Any]:
    """One session as this person sees it; still the same after they lost sight of it by what they did."""
    row = with_places(Session.objects.filter(pk=session.pk).select_related("cohort"), request.user).get()
    return serializers.SessionRow(row).data


def address_of(session: Session) -> str:
    return f"/api/v1/sessions/{session.public_id}"


def _seen(request: SignedIn, public_id: uuid.UUID) -> Session:
    return get_object_or_404(sessions_seen_by(request.user), public_id=public_id)


def _guest(cohort: Cohort, public_id: uuid.UUID | None) -> Entry | None:
    if public_id is None:
        return None
    entry = Entry.objects.filter(cohort=cohort, public_id=public_id).select_related("creator__person").first()
    if entry is None:
        raise Invalid({"guest": [_("Some of these are not of this cohort.")]})
    return entry
