from django.urls import path

from marketplace.taxonomy.api import views

urlpatterns = [
    path("platforms", views.Platforms.as_view(), name="platforms"),
    path("niches", views.Niches.as_view(), name="niches"),
    path("sectors", views.Sectors.as_view(), name="sectors"),
    path("deliverable-kinds", views.Kinds.as_view(), name="deliverable-kinds"),
    path("content-styles", views.Styles.as_view(), name="content-styles"),
    path("countries", views.Names.as_view(of="countries"), name="countries"),
    path("languages", views.Names.as_view(of="languages"), name="languages"),
    path("currencies", views.Names.as_view(of="currencies"), name="currencies"),
]
