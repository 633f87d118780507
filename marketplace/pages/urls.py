from django.urls import URLPattern, URLResolver, path

from marketplace.pages import views
from marketplace.pages.rules_preview import rules_preview

app_name = "pages"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.home, name="home"),
    path("dashboard/", views.dashboard, name="dashboard"),
    path("dashboard/campaigns/", views.campaigns_for_me, name="campaigns_for_me"),
    path("style-guide/", views.style_guide, name="style_guide"),
    path("how-it-works/", views.how_it_works, name="how_it_works"),
    path("privacy/", views.privacy, name="privacy"),
    path("legal/", views.legal, name="legal"),
    path("campaigns/<uuid:public_id>/edit/rules/preview/", rules_preview, name="rules_preview"),
    path("theme/", views.theme, name="theme"),
]
