from django.urls import path

from marketplace.exposure.api import views

urlpatterns = [
    path("fairness", views.Fairness.as_view(), name="fairness"),
    path("fairness/parameters", views.Parameters.as_view(), name="fairness-parameters"),
    path("fairness/<int:year>-<int:month>", views.FairnessOfMonth.as_view(), name="fairness-month"),
]
