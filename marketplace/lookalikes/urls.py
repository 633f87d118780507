from django.urls import path

from marketplace.lookalikes import views

app_name = "lookalikes"
urlpatterns = [path("discover/alike/", views.page, name="page")]
