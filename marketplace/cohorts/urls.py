from django.urls import path

from marketplace.cohorts.views import mine, public, running, running_people, sessions

app_name = "cohorts"
urlpatterns = [
    path("programmes/<slug:slug>/cohorts/", public.of_programme, name="of_programme"),
    path("programmes/<slug:slug>/cohorts/run/", running.listing, name="run_list"),
    path("programmes/<slug:slug>/cohorts/new/", running.new, name="new"),
    path("cohorts/<uuid:public_id>/", public.cohort, name="cohort"),
    path("cohorts/<uuid:public_id>/apply/", public.apply, name="apply"),
    path("cohorts/<uuid:public_id>/run/", running.run, name="run"),
    path("cohorts/<uuid:public_id>/run/edit/", running.edit, name="edit"),
    path("cohorts/<uuid:public_id>/run/decide/", running.decide, name="decide"),
    path("cohorts/<uuid:public_id>/run/invite/", running_people.invite, name="invite"),
    path("cohorts/<uuid:public_id>/run/members/", running_people.members, name="members"),
    path("cohorts/<uuid:public_id>/run/sessions/", running_people.plan, name="run_sessions"),
    path("cohorts/<uuid:public_id>/run/<slug:word>/", running.step, name="step"),
    path("cohorts/entries/<uuid:public_id>/", running_people.entry, name="run_entry"),
    path("cohorts/entries/<uuid:public_id>/end/", running_people.end, name="end"),
    path("cohorts/sessions/<uuid:public_id>/", running_people.session, name="run_session"),
    path("creator/cohorts/", mine.listing, name="mine"),
    path("creator/cohorts/<uuid:public_id>/", mine.entry, name="entry"),
    path("creator/cohorts/<uuid:public_id>/confirm/", mine.confirm, name="confirm"),
    path("creator/cohorts/<uuid:public_id>/decline/", mine.decline, name="decline"),
    path("creator/cohorts/<uuid:public_id>/withdraw/", mine.withdraw, name="withdraw"),
    path("creator/cohorts/<uuid:public_id>/leave/", mine.leave, name="leave"),
    path("sessions/<uuid:public_id>/join/", sessions.join, name="join"),
    path("sessions/<uuid:public_id>/leave/", sessions.leave, name="leave_session"),
    path("sessions/<uuid:public_id>.ics", sessions.file, name="file"),
    path("calendar/", sessions.mine, name="calendar"),
    path("calendar/renew/", sessions.renew, name="renew_calendar"),
    path("calendar/<str:key>.ics", sessions.feed, name="feed"),
]
