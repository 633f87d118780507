from django.urls import path

from marketplace.rosters.api import views

urlpatterns = [
    path("campaigns/<uuid:public_id>/rosters", views.Rosters.as_view(), name="rosters"),
    path("rosters/<uuid:public_id>", views.OneRoster.as_view(), name="roster"),
    path("rosters/<uuid:public_id>/invitations", views.RosterInvitations.as_view(), name="roster-invitations"),
    path("brands/<uuid:public_id>/places", views.Places.as_view(), name="places"),
]
