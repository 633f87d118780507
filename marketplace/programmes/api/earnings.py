"""What programmes paid: a creator's own lines."""

import uuid
from typing import Any

from django.core.exceptions import ValidationError as DjangoValidationError
from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema, inline_serializer
from rest_framework import serializers
from rest_framework.parsers import MultiPartParser
from rest_framework.response import Response

from creators.api.own import mine
from creators.queries import today_of
from marketplace.accounts.api.request import SignedIn
from marketplace.core.api.endpoint import Endpoint, created
from marketplace.core.api.fields import named_here
from marketplace.core.money import LARGEST_MINOR
from marketplace.programmes.actions import earnings as actions
from marketplace.programmes.forms.earnings import StatementForm
from marketplace.programmes.models import Earning, Programme
from marketplace.programmes.queries.earnings import caps, earnings_of, ledgers
from marketplace.programmes.queries.shown import shown_to

ME = "/api/v1/creators/me/earnings"


class ShownProgramme(serializers.SlugRelatedField[Programme]):
    """A programme that the person can look up, by its slug."""

    def __init__(self, **options: Any) -> None:
        super().__init__(slug_field="slug", queryset=Programme.objects.all(), **options)

    def get_queryset(self) -> Any:
        request = self.context.get("request")
        return Programme.objects.none() if request is None else shown_to(request.user)


class EarningRow(serializers.ModelSerializer[Earning]):
    """What one programme paid for one month, in minor units. Of `month` the day does not matter."""

    programme = ShownProgramme()
    amount_minor = serializers.IntegerField(min_value=1, max_value=LARGEST_MINOR)
    note = serializers.CharField(max_length=200, required=False, allow_blank=True, default="")

    class Meta:
        model = Earning
        fields = ["public_id", "programme", "month", "amount_minor", "currency", "note"]


class MyEarnings(Endpoint):
    """What programmes paid you. Nobody else reads it."""

    serializer_class = EarningRow

    @extend_schema(responses=EarningRow(many=True))
    def get(self, request: SignedIn) -> Response:
        """The newest month first."""
        return self.page(earnings_of(mine(request)))

    @extend_schema(responses={201: EarningRow})
    def post(self, request: SignedIn) -> Response:
        """Write one amount down."""
        creator = mine(request)
        with named_here(amount="amount_minor"):
            saved = actions.save(actor=request.user, creator=creator, **self.valid())
        return created(EarningRow(saved).data, f"{ME}/{saved.public_id}")


class MyEarning(Endpoint):
    """One of your amounts."""

    serializer_class = EarningRow

    @extend_schema(responses=EarningRow)
    def put(self, request: SignedIn, public_id: uuid.UUID) -> Response:
        """Put it right."""
        creator = mine(request)
        found = get_object_or_404(earnings_of(creator), public_id=public_id)
        with named_here(amount="amount_minor"):
            saved = actions.save(actor=request.user, creator=creator, earning=found, **self.valid())
        return Response(EarningRow(saved).data)

    @extend_schema(responses={204: None})
    def delete(self, request: SignedIn, public_id: uuid.UUID) -> Response:
        """Forget it."""
        found = get_object_or_404(earnings_of(mine(request)).select_related("creator"), public_id=public_id)
        actions.remove(actor=request.user, earning=found)
        return Response(status=204)


class Statement(serializers.Serializer[Any]):
    """A CSV file with the columns month (2026-03), amount, currency, and if you like note and reference."""

    programme = ShownProgramme()
    file = serializers.FileField()

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        form = StatementForm(programmes=Programme.objects.none())
        form.cleaned_data = attrs
        try:
            attrs["rows"], attrs["refused"] = form.clean_file()
        except DjangoValidationError as error:
            raise serializers.ValidationError({"file": error.messages}) from error
        return attrs


class Refused(serializers.Serializer[Any]):
    line = serializers.IntegerField()
    reason = serializers.CharField()


class TakenStatement(serializers.Serializer[Any]):
    """How many lines are new, how many were known already, and which were refused, with the reason."""

    created = serializers.IntegerField()
    known = serializers.IntegerField()
    refused = Refused(many=True)


class MyStatement(Endpoint):
    serializer_class = Statement
    parser_classes = [MultiPartParser]

    @extend_schema(responses=TakenStatement)
    def post(self, request: SignedIn) -> Response:
        """Take a programme's statement, line by line. The same file twice adds nothing."""
        creator, sent = mine(request), self.valid()
        report = actions.take_rows(actor=request.user, creator=creator, programme=sent["programme"], rows=sent["rows"])
        refused = [{"line": line, "reason": why} for line, why in sorted([*sent["refused"], *report.refused])]
        return Response({"created": report.created, "known": report.known, "refused": refused})


class SourceTotal(serializers.Serializer[Any]):
    programme = serializers.CharField()
    amount_minor = serializers.IntegerField()


class CurrencyTotal(serializers.Serializer[Any]):
    currency = serializers.CharField()
    amount_minor = serializers.IntegerField()
    sources = SourceTotal(many=True)


class Cap(serializers.Serializer[Any]):
    """What was paid of the most a programme pays, in its `period`: month, year, or "" for all time."""

    programme = serializers.CharField(source="programme.slug")
    amount_minor = serializers.IntegerField()
    currency = serializers.CharField()
    period = serializers.CharField(allow_blank=True)
    paid_minor = serializers.IntegerField()
    left_minor = serializers.IntegerField()
    is_near = serializers.BooleanField()
    sentence = serializers.CharField()


class MySummary(Endpoint):
    @extend_schema(
        responses=inline_serializer("EarningsSummary", {"totals": CurrencyTotal(many=True), "caps": Cap(many=True)})
    )
    def get(self, request: SignedIn) -> Response:
        """Totals by currency and source, and how near each published cap is."""
        creator = mine(request)
        lines = list(earnings_of(creator))
        totals = [
            {
                "currency": ledger.currency,
                "amount_minor": ledger.total,
                "sources": [{"programme": one.slug, "amount_minor": total} for one, total in ledger.sources],
            }
            for ledger in ledgers(lines)
        ]
        return Response({"totals": totals, "caps": Cap(caps(lines, today_of(creator)), many=True).data})
