from django.urls import path

from marketplace.core.api import views

urlpatterns = [
    path("", views.Index.as_view(), name="index"),
    path("schema", views.Schema.as_view(), name="schema"),
    path("docs", views.docs, name="docs"),
    path("problems/<slug:code>", views.Problems.as_view(), name="problem"),
]
