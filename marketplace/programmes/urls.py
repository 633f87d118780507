from django.urls import path

from marketplace.programmes.views import checks, earnings, exports, mine, own, proposing, public

app_name = "programmes"
urlpatterns = [
    path("programmes/", public.listing, name="list"),
    path("programmes/rules.json", exports.all_rules, name="all_rules"),
    path("programmes/check/", checks.every, name="check_all"),
    path("programmes/<slug:slug>/", public.programme, name="programme"),
    path("programmes/<slug:slug>/rules.json", exports.rules, name="rules"),
    path("programmes/<slug:slug>/changes/", public.changes, name="changes"),
    path("programmes/<slug:slug>/check/", checks.one, name="check"),
    path("programmes/<slug:slug>/proposals/new/", proposing.propose, name="propose"),
    path("programmes/<slug:slug>/proposals/preview/", proposing.preview, name="proposal_preview"),
    path("creator/earnings/", earnings.earnings, name="earnings"),
    path("creator/earnings/statement/", earnings.take_statement, name="statement"),
    path("creator/earnings/<uuid:public_id>/", earnings.earning, name="earning"),
    path("creator/earnings/<uuid:public_id>/remove/", earnings.remove_earning, name="remove_earning"),
    path("brands/<uuid:public_id>/programmes/", own.listing, name="own"),
    path("brands/<uuid:public_id>/programmes/new/", own.new, name="own_new"),
    path("brands/<uuid:public_id>/programmes/<slug:slug>/", own.edit, name="own_edit"),
    path("brands/<uuid:public_id>/programmes/<slug:slug>/rules/", own.rules, name="own_rules"),
    path("brands/<uuid:public_id>/programmes/<slug:slug>/dates/", own.dates, name="own_dates"),
    path("brands/<uuid:public_id>/programmes/<slug:slug>/publish/", own.publish, name="own_publish"),
    path("brands/<uuid:public_id>/programmes/<slug:slug>/retire/", own.retire, name="own_retire"),
    path("creator/programmes/", mine.listing, name="mine"),
    path("creator/programmes/<slug:slug>/", mine.one, name="my_programme"),
    path("dashboard/programmes/", mine.card, name="card"),
]
