"""Every address of the site."""

from allauth.account.decorators import secure_admin_login
from django.contrib import admin
from django.urls import include, path

from marketplace.accounts.views import set_language

# The admin has no sign-in of its own: rate limits, second factors and sessions are those of everybody.
admin.site.login = secure_admin_login(admin.site.login)  # type: ignore[method-assign]

urlpatterns = [
    path("", include("marketplace.core.urls")),
    path("", include("marketplace.pages.urls")),
    path("", include("marketplace.accounts.urls")),
    path("accounts/", include("allauth.urls")),
    path("i18n/setlang/", set_language, name="set_language"),
    path("", include("marketplace.notifications.urls")),
    path("", include("marketplace.taxonomy.urls")),
    path("", include("creators.urls")),
    path("", include("brands.urls")),
    path("", include("marketplace.cohorts.urls")),
    path("", include("marketplace.programmes.urls")),
    path("", include("marketplace.deals.urls")),
    path("", include("marketplace.exposure.urls")),
    path("", include("marketplace.matching.urls")),
    path("", include("marketplace.rosters.urls")),
    path("", include("marketplace.lookalikes.urls")),
    path("api/v1/", include("marketplace.api_urls")),
    path("admin/", admin.site.urls),
]
