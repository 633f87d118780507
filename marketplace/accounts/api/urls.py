from django.urls import path

from marketplace.accounts.api import views

urlpatterns = [
    path("me", views.MyPerson.as_view(), name="me"),
    path("me/side", views.MySide.as_view(), name="my-side"),
    path("api-keys", views.MyKeys.as_view(), name="api-keys"),
    path("api-keys/<slug:prefix>", views.MyKey.as_view(), name="api-key"),
]
