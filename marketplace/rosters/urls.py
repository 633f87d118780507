from django.urls import path

from marketplace.rosters.views import choosing, inviting, places

app_name = "rosters"
urlpatterns = [
    path("campaigns/<uuid:public_id>/roster/", choosing.page, name="for_campaign"),
    path("rosters/<uuid:public_id>/", choosing.one, name="roster"),
    path("rosters/<uuid:public_id>/decide/<uuid:creator_id>/", choosing.decide, name="decide"),
    path("rosters/<uuid:public_id>/invite/", inviting.page, name="invite"),
    path("brands/<uuid:public_id>/places/", places.page, name="places"),
]
