from django.urls import path

from marketplace.exposure import views

app_name = "exposure"
urlpatterns = [
    path("fairness/", views.fairness, name="fairness"),
    path("fairness/<int:year>-<int:month>/", views.fairness, name="month"),
    path("fairness/how-it-works/", views.how_it_works, name="how_it_works"),
]
