from django.urls import URLPattern, URLResolver, path

from marketplace.pages import views

app_name = "pages"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.home, name="home"),
    path("style-guide/", views.style_guide, name="style_guide"),
    path("theme/", views.theme, name="theme"),
]
