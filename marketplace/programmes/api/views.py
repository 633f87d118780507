"""Programmes for everybody, and a creator's own standings."""

import datetime
import re
from typing import Any

from django.db.models import Prefetch, QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django_filters import rest_framework as filters
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response

from creators.api.own import mine
from marketplace.accounts.api.request import SignedIn
from marketplace.core.api.endpoint import Endpoint
from marketplace.core.api.paging import CursorPages, Filters
from marketplace.core.api.problems import BadParameter
from marketplace.core.errors import Invalid
from marketplace.eligibility.facts import Facts
from marketplace.eligibility.plain import FactsError, read_facts
from marketplace.programmes.api import answers, serializers
from marketplace.programmes.enums import Kind, ProgrammeState
from marketplace.programmes.models import Opening, Programme, StandingChange
from marketplace.programmes.queries.checks import check
from marketplace.programmes.queries.differences import differences, moves
from marketplace.programmes.queries.exports import exported
from marketplace.programmes.queries.mine import Standpoint, answers_of, standpoints, suppose
from marketplace.programmes.queries.shown import narrowed, shown_to
from marketplace.programmes.queries.standings import history
from marketplace.programmes.queries.tables import lines_on
from marketplace.programmes.queries.texts import with_rules

ON = OpenApiParameter("on", datetime.date, description="The day whose rules are told: today, if none is given.")
KINDS = [(kind.value, kind.value) for kind in Kind if kind is not Kind.GENERAL]


class ProgrammePages(CursorPages):
    ordering = "slug"


class ProgrammeFilter(filters.FilterSet):
    kind = filters.ChoiceFilter(choices=KINDS)
    platform = filters.CharFilter(field_name="platform__code", label="Code of a platform")
    country = filters.CharFilter(method="open_in", label="ISO code: open there today")

    class Meta:
        model = Programme
        fields: list[str] = []

    def open_in(self, found: QuerySet[Programme], name: str, value: str) -> QuerySet[Programme]:
        return narrowed(found, timezone.localdate(), country=value.upper())


class Programmes(Endpoint):
    """What platforms, sponsors and brands offer creators."""

    permission_classes = [AllowAny]
    queryset = Programme.objects.none()
    serializer_class = serializers.ProgrammeRow
    pagination_class = ProgrammePages
    filter_backends = [Filters]
    filterset_class = ProgrammeFilter

    @extend_schema(responses=serializers.ProgrammeRow(many=True))
    def get(self, request: Request) -> Response:
        """Anybody: published and retired ones, by their slug. Those for pupils are not for brands."""
        openings = Prefetch("openings", Opening.objects.all(), to_attr="all_openings")
        return self.page(shown_to(request.user).prefetch_related(openings))


class OneProgramme(Endpoint):
    """One programme."""

    permission_classes = [AllowAny]
    serializer_class = serializers.ProgrammeWhole

    @extend_schema(parameters=[ON])
    def get(self, request: Request, slug: str) -> Response:
        """Anybody: its rules of a day in words with their sources, its openings, what it brings and asks."""
        programme, on = _programme(request, slug), _day(request, "on")
        context = {"on": on, "lines": lines_on(programme, on)}
        return Response(serializers.ProgrammeWhole(programme, context=context).data)


class ProgrammeRules(Endpoint):
    """The rules of one programme as data."""

    permission_classes = [AllowAny]
    serializer_class = serializers.RulesOfDay

    @extend_schema(parameters=[ON])
    def get(self, request: Request, slug: str) -> Response:
        """Anybody: the rule sets of a day with their digests, and every text and opening there ever was."""
        return Response(exported(_programme(request, slug), _day(request, "on")))


class ProgrammeChanges(Endpoint):
    """What changed in the rules of one programme."""

    permission_classes = [AllowAny]
    serializer_class = serializers.Changes

    @extend_schema(
        parameters=[
            OpenApiParameter("before", datetime.date, required=True, description="The earlier day."),
            OpenApiParameter("after", datetime.date, description="The later day: today, if none is given."),
        ]
    )
    def get(self, request: Request, slug: str) -> Response:
        """Anybody: rules added, removed or changed between two days, and countries opened or closed."""
        programme = _programme(request, slug)
        before, after = _day(request, "before", required=True), _day(request, "after")
        if before >= after:
            raise BadParameter({"after": _("The second day comes after the first.")})
        told = {"before": before, "after": after, "openings": moves(programme, before, after)}
        return Response(serializers.Changes(told | {"rules": differences(programme, before, after)}).data)


class ProgrammeCheck(Endpoint):
    """Anybody's facts against the rules of one programme."""

    permission_classes = [AllowAny]
    serializer_class = answers.FactsToCheck

    @extend_schema(responses=answers.VerdictShown)
    def post(self, request: Request, slug: str) -> Response:
        """Anybody: the verdict, rule by rule, with gaps and what to do. Nothing is stored."""
        programme, said = _programme(request, slug), self.valid()
        on = said.get("on") or timezone.localdate()
        return Response(answers.checked_as_json(check(programme, _facts(said["facts"], on), on)))


class MyProgrammes(Endpoint):
    """Where you stand with every programme."""

    serializer_class = answers.StandingShown
    pagination_class = None

    @extend_schema(responses=answers.StandingShown(many=True))
    def get(self, request: SignedIn) -> Response:
        """Through your nearest channel, nearest first. None for programmes of platforms where you have no channel."""
        return Response([answers.standing_as_json(one) for one in standpoints(answers_of(mine(request)))])


class MyProgramme(Endpoint):
    """Where you stand with one programme."""

    serializer_class = answers.StandingShown

    def get(self, request: SignedIn, slug: str) -> Response:
        """Every rule with what was observed, what is needed, how far and how long; 404 without a channel for it."""
        found = answers_of(mine(request), [_published(request, slug)])
        return Response(answers.standing_as_json(_only(standpoints(found))))


class MyProgrammeHistory(Endpoint):
    """How your standing with one programme came about."""

    queryset = StandingChange.objects.none()
    serializer_class = serializers.ChangeRow

    @extend_schema(responses=serializers.ChangeRow(many=True))
    def get(self, request: SignedIn, slug: str) -> Response:
        """The newest first."""
        programme = _published(request, slug)
        return self.page(history(mine(request), programme).select_related("programme", "channel", "rule_set"))


class WhatIf(Endpoint):
    """What other figures would open."""

    serializer_class = answers.FactsToSuppose
    pagination_class = None

    @extend_schema(responses=answers.SupposedShown(many=True))
    def post(self, request: SignedIn) -> Response:
        """The same rules over your facts with these in their place: what would open comes first."""
        creator, said = mine(request), self.valid()
        found = answers_of(creator)
        changed = _facts(said["facts"], found[0].judgement.day if found else timezone.localdate())
        return Response([answers.supposed_as_json(one) for one in suppose(found, changed)])


def _only(found: list[Standpoint]) -> Standpoint:
    """The answer of one programme. Raises Http404 where there is none."""
    if not found:
        raise Http404
    return found[0]


def _programme(request: Request, slug: str) -> Programme:
    """Through what the person may see. Raises Http404 for every other."""
    return with_rules([get_object_or_404(shown_to(request.user), slug=slug)])[0]


def _published(request: Request, slug: str) -> Programme:
    return get_object_or_404(shown_to(request.user).filter(state=ProgrammeState.PUBLISHED), slug=slug)


def _day(request: Request, name: str, *, required: bool = False) -> datetime.date:
    """A day of the address; today if it is left out. Raises BadParameter."""
    given = request.query_params.get(name, "")
    if not given and not required:
        return timezone.localdate()
    try:
        return datetime.datetime.strptime(given, "%Y-%m-%d").date()  # noqa: DTZ007
    except ValueError as error:
        text = _("“%(value)s” is not a day. Write it as 2026-03-01.") % {"value": given}
        raise BadParameter({name: text}) from error


def _facts(said: dict[str, Any], on: datetime.date) -> Facts:
    """Raises Invalid with the place of a mistake under `facts`."""
    try:
        return read_facts(said, on)
    except FactsError as error:
        place = re.sub(r"\[(\d+)\]", r".\1", f"facts.{error.path}".rstrip("."))
        raise Invalid({place: error.errors[error.path]}) from error
