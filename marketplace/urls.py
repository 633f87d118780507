"""Every address of the site."""

from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("", include("marketplace.core.urls")),
    path("", include("marketplace.pages.urls")),
    path("i18n/", include("django.conf.urls.i18n")),
    path("", include("marketplace.accounts.urls")),
    path("", include("marketplace.notifications.urls")),
    path("", include("marketplace.taxonomy.urls")),
    path("", include("creators.urls")),
    path("", include("brands.urls")),
    path("", include("marketplace.deals.urls")),
    path("", include("marketplace.matching.urls")),
    path("api/v1/", include("marketplace.api_urls")),
    path("admin/", admin.site.urls),
]
