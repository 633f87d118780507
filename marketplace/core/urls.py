from django.urls import path, re_path

from marketplace.core import views

app_name = "core"
urlpatterns = [
    path("healthz", views.healthz, name="healthz"),
    path("readyz", views.readyz, name="readyz"),
    re_path(r"^pictures/(?P<name>[0-9a-f]{32}-(?:small|medium|large)\.webp)$", views.picture, name="picture"),
]
