from django.urls import path

from marketplace.accounts import report_views, views

app_name = "accounts"
urlpatterns = [
    path("settings/", views.settings_page, name="settings"),
    path("settings/side/", views.switch_side, name="switch_side"),
    path("settings/export/", views.export, name="export"),
    path("settings/keys/", views.api_keys, name="api_keys"),
    path("settings/keys/<int:pk>/revoke/", views.revoke_api_key, name="revoke_api_key"),
    path("report/<slug:kind>/<uuid:public_id>/", report_views.report, name="report"),
    path("settings/sessions/<int:pk>/end/", views.end_session, name="end_session"),
]
