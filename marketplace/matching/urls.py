from django.urls import path

from marketplace.matching.views import for_brand, for_creator

app_name = "matching"
urlpatterns = [
    path("campaigns/<uuid:public_id>/matches/", for_brand.listing, name="for_campaign"),
    path("campaigns/<uuid:public_id>/matches/run/", for_brand.start, name="start"),
    path("campaigns/<uuid:public_id>/matches/<uuid:creator_id>/", for_brand.match, name="match"),
    path("match-runs/<uuid:public_id>/", for_brand.run, name="run"),
    path("creator/campaigns/", for_creator.listing, name="for_creator"),
    path("creator/campaigns/<uuid:public_id>/", for_creator.why, name="why"),
]
