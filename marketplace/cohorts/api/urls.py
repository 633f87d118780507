from django.urls import path

from marketplace.cohorts.api import views

ONE = "creators/me/entries/<uuid:public_id>"
urlpatterns = [
    path("programmes/<slug:slug>/cohorts", views.ProgrammeCohorts.as_view(), name="programme-cohorts"),
    path("cohorts/<uuid:public_id>", views.OneCohort.as_view(), name="cohort"),
    path("cohorts/<uuid:public_id>/entries", views.CohortEntries.as_view(), name="cohort-entries"),
    path("cohorts/<uuid:public_id>/decisions", views.CohortDecisions.as_view(), name="cohort-decisions"),
    path("creators/me/entries", views.MyEntries.as_view(), name="my-entries"),
    path(ONE, views.MyEntry.as_view(), name="my-entry"),
    path(f"{ONE}/cadence", views.MyCadence.as_view(), name="my-cadence"),
    path(f"{ONE}/confirm", views.Confirm.as_view(), name="my-entry-confirm"),
    *[path(f"{ONE}/{word}", views.Go.as_view(word=word), name=f"my-entry-{word}") for word in views.GOING],
]
