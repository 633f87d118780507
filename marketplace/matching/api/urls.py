from django.urls import path

from marketplace.matching.api import views

CAMPAIGN = "campaigns/<uuid:public_id>"
urlpatterns = [
    path(f"{CAMPAIGN}/matches", views.Matches.as_view(), name="matches"),
    path(f"{CAMPAIGN}/matches/<uuid:creator>", views.OneMatch.as_view(), name="match"),
    path(f"{CAMPAIGN}/results", views.CampaignResults.as_view(), name="campaign-results"),
    path(f"{CAMPAIGN}/rules-preview", views.RulesPreview.as_view(), name="rules-preview"),
    path(f"{CAMPAIGN}/match-runs", views.Runs.as_view(), name="campaign-runs"),
    path("match-runs/<uuid:public_id>", views.OneRun.as_view(), name="match-run"),
    path("creators/me/matches", views.MyMatches.as_view(), name="my-matches"),
    path("creators/me/matches/<uuid:public_id>", views.MyMatch.as_view(), name="my-match"),
]
