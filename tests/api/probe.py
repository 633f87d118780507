"""Endpoints that only the tests have, to ask the API's ground floor questions no resource asks."""

from django.urls import path
from rest_framework import serializers
from rest_framework.permissions import AllowAny
from rest_framework.response import Response

from marketplace.core import jobs
from marketplace.core.api.endpoint import Endpoint, created
from marketplace.core.errors import DomainError, Invalid, Refused
from marketplace.core.models import Job
from marketplace.urls import urlpatterns as site

WORK = jobs.declare("tests.api_probe")


@WORK.body
def work(job, **payload):
    """Nothing: the row is the trace."""


class Line(serializers.Serializer):
    amount = serializers.IntegerField(min_value=1)


class Probe(serializers.Serializer):
    name = serializers.CharField(max_length=5)
    lines = Line(many=True, required=False)
    then = serializers.CharField(required=False)


class Row(serializers.ModelSerializer):
    class Meta:
        model = Job
        fields = ["id", "key"]


class Taken(DomainError):
    """Somebody was faster."""


RAISED = {
    "taken": lambda: Taken("Somebody was faster.", field="name"),
    "refused": lambda: Refused("You may not."),
    "invalid": lambda: Invalid({"lines.0.amount": ["Too much."], "name": "Too short."}),
    "broken": lambda: ZeroDivisionError("no"),
}


class Things(Endpoint):
    queryset = Job.objects.all()
    serializer_class = Row

    def get(self, request):
        return self.page(Job.objects.filter(name="tests.api_probe"))

    def post(self, request):
        values = self.valid(Probe)
        job = WORK.enqueue(**values)
        if "then" in values:
            raise RAISED[values["then"]]()
        return created({"id": job.pk, "name": values["name"]}, f"/things/{job.pk}")


class Open(Endpoint):
    permission_classes = [AllowAny]

    def get(self, request):
        return Response({"who": str(request.user)})


urlpatterns = [
    path("api/v1/probe/things", Things.as_view()),
    path("api/v1/probe/open", Open.as_view()),
    *site,
]
