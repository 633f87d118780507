from django.urls import path

from marketplace.programmes.api import earnings, views

urlpatterns = [
    path("programmes", views.Programmes.as_view(), name="programmes"),
    path("programmes/<slug:slug>", views.OneProgramme.as_view(), name="programme"),
    path("programmes/<slug:slug>/rules", views.ProgrammeRules.as_view(), name="programme-rules"),
    path("programmes/<slug:slug>/changes", views.ProgrammeChanges.as_view(), name="programme-changes"),
    path("programmes/<slug:slug>/check", views.ProgrammeCheck.as_view(), name="programme-check"),
    path("creators/me/programmes", views.MyProgrammes.as_view(), name="my-programmes"),
    path("creators/me/programmes/what-if", views.WhatIf.as_view(), name="my-programmes-what-if"),
    path("creators/me/programmes/<slug:slug>", views.MyProgramme.as_view(), name="my-programme"),
    path("creators/me/programmes/<slug:slug>/history", views.MyProgrammeHistory.as_view(), name="my-programme-history"),
    path("creators/me/earnings", earnings.MyEarnings.as_view(), name="my-earnings"),
    path("creators/me/earnings/summary", earnings.MySummary.as_view(), name="my-earnings-summary"),
    path("creators/me/earnings/statement", earnings.MyStatement.as_view(), name="my-earnings-statement"),
    path("creators/me/earnings/<uuid:public_id>", earnings.MyEarning.as_view(), name="my-earning"),
]
