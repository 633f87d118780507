"""Every address of the API, version 1."""

from django.urls import URLPattern, URLResolver, include, path, re_path

from marketplace.core.api.views import Unknown

app_name = "api"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("marketplace.core.api.urls")),
    path("", include("marketplace.accounts.api.urls")),
    path("", include("marketplace.notifications.api.urls")),
    path("", include("marketplace.taxonomy.api.urls")),
    path("", include("creators.api.urls")),
    path("", include("brands.api.urls")),
    path("", include("marketplace.programmes.api.urls")),
    path("", include("marketplace.cohorts.api.urls")),
    path("", include("marketplace.deals.api.urls")),
    path("", include("marketplace.exposure.api.urls")),
    path("", include("marketplace.matching.api.urls")),
    path("", include("marketplace.rosters.api.urls")),
    path("", include("marketplace.lookalikes.api.urls")),
    # Must stay last: a wrong address gets a problem document too, not the site's page; with line breaks in it, which no
    # <path:> takes, as well.
    re_path(r"^(?P<address>(?s:.+))$", Unknown.as_view(), name="unknown"),
]
