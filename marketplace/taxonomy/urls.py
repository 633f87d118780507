from django.urls import URLPattern, URLResolver, path

from marketplace.taxonomy import views

app_name = "taxonomy"
urlpatterns: list[URLPattern | URLResolver] = [
    path("niches/", views.niches, name="niches"),
]
