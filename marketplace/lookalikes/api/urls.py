from django.urls import path

from marketplace.lookalikes.api import views

urlpatterns = [path("creators/alike", views.AlikeCreators.as_view(), name="alike")]
