from django.urls import path

from marketplace.notifications.api import views

urlpatterns = [
    path("notices", views.Notices.as_view(), name="notices"),
    path("notices/read", views.AllNoticesRead.as_view(), name="notices-read"),
    path("notices/<int:pk>/read", views.NoticeRead.as_view(), name="notice-read"),
]
