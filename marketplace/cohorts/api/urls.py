from django.urls import path

from marketplace.cohorts.actions.cohorts import STEPS, WITH_REASON
from marketplace.cohorts.api.views import (
    cohorts,
    entries,
    juries,
    mentoring,
    running,
    running_mentoring,
    scoring,
    sessions,
)

ONE, COHORT = "creators/me/entries/<uuid:public_id>", "cohorts/<uuid:public_id>"
SESSION, ENTRY = "sessions/<uuid:public_id>", "cohorts/entries/<uuid:public_id>"
JURY, CANDIDATE = f"{COHORT}/jury", "juries/candidates/<uuid:public_id>"
PAIR, MENTOR = "mentoring/pairs/<uuid:public_id>", "mentors/<uuid:public_id>"

of_cohorts = [
    path("programmes/<slug:slug>/cohorts", cohorts.ProgrammeCohorts.as_view(), name="programme-cohorts"),
    path(COHORT, cohorts.OneCohort.as_view(), name="cohort"),
    *[
        path(
            f"{COHORT}/{word}",
            (cohorts.CohortMove if word in WITH_REASON else cohorts.CohortStep).as_view(word=word),
            name=f"cohort-{word}",
        )
        for word in STEPS
    ],
]
of_entries = [
    path(f"{COHORT}/entries", entries.CohortEntries.as_view(), name="cohort-entries"),
    path(f"{COHORT}/decisions", entries.CohortDecisions.as_view(), name="cohort-decisions"),
    path("creators/me/entries", entries.MyEntries.as_view(), name="my-entries"),
    path(ONE, entries.MyEntry.as_view(), name="my-entry"),
    path(f"{ONE}/cadence", entries.MyCadence.as_view(), name="my-cadence"),
    path(f"{ONE}/feedback", scoring.MyFeedback.as_view(), name="my-feedback"),
    path(f"{ONE}/confirm", entries.Confirm.as_view(), name="my-entry-confirm"),
    *[path(f"{ONE}/{word}", entries.Go.as_view(word=word), name=f"my-entry-{word}") for word in entries.GOING],
]
of_organisers = [
    path(f"{COHORT}/invitations", running.CohortInvitations.as_view(), name="cohort-invitations"),
    path(f"{COHORT}/members", running.CohortMembers.as_view(), name="cohort-members"),
    path(ENTRY, running.RunEntry.as_view(), name="run-entry"),
    *[path(f"{ENTRY}/{word}", running.EndEntry.as_view(word=word), name=f"entry-{word}") for word in running.ENDING],
]
of_sessions = [
    path(f"{COHORT}/sessions", sessions.CohortSessions.as_view(), name="cohort-sessions"),
    path("sessions", sessions.MySessions.as_view(), name="my-sessions"),
    path(SESSION, sessions.OneSession.as_view(), name="session"),
    path(f"{SESSION}/cancel", sessions.SessionCancel.as_view(), name="session-cancel"),
    path(f"{SESSION}/join", sessions.SessionPlace.as_view(word="join"), name="session-join"),
    path(f"{SESSION}/leave", sessions.SessionPlace.as_view(word="leave"), name="session-leave"),
    path(f"{SESSION}/attendance", sessions.SessionAttendance.as_view(), name="session-attendance"),
]
of_juries = [
    path(JURY, juries.CohortJury.as_view(), name="cohort-jury"),
    path(f"{JURY}/jurors", juries.Jurors.as_view(), name="cohort-jurors"),
    path(f"{JURY}/jurors/<int:pk>", juries.OneJuror.as_view(), name="cohort-juror"),
    path(f"{JURY}/open", juries.JuryStep.as_view(word="open"), name="cohort-jury-open"),
    path(f"{JURY}/close", juries.JuryStep.as_view(word="close"), name="cohort-jury-close"),
    path(f"{JURY}/results", juries.JuryResults.as_view(), name="cohort-jury-results"),
    path("juries", scoring.MyJuries.as_view(), name="my-juries"),
    path("juries/<uuid:public_id>", scoring.MyJury.as_view(), name="my-jury"),
    path("juries/<uuid:public_id>/candidates", scoring.MyCandidates.as_view(), name="my-candidates"),
    path(CANDIDATE, scoring.MyCandidate.as_view(), name="my-candidate"),
    path(f"{CANDIDATE}/ballot", scoring.MyBallot.as_view(), name="my-ballot"),
    path(f"{CANDIDATE}/recusal", scoring.MyRecusal.as_view(), name="my-recusal"),
]
CHECK = running_mentoring.MentorCheck
of_mentoring = [
    path("programmes/<slug:slug>/mentor-offers", mentoring.Offer.as_view(), name="mentor-offers"),
    path("mentoring/offers", mentoring.MyOffers.as_view(), name="my-offers"),
    path("mentoring/pairs", mentoring.MyPairs.as_view(), name="my-pairs"),
    path(f"{PAIR}/stop", mentoring.MyPairStop.as_view(), name="my-pair-stop"),
    path(f"{PAIR}/meetings", mentoring.Meetings.as_view(), name="my-meetings"),
    path(f"{ONE}/mentor", mentoring.MyMentor.as_view(), name="my-mentor"),
    path(f"{ONE}/mentors", mentoring.MyMentors.as_view(), name="my-mentors"),
    path(f"{ONE}/mentors/<uuid:mentor_id>/refuse", mentoring.MentorRefusal.as_view(), name="refuse-mentor"),
    path(f"{ONE}/wishes", mentoring.MyWishes.as_view(), name="my-wishes"),
    path("mentors", running_mentoring.Mentors.as_view(), name="mentors"),
    *[path(f"{MENTOR}/{word}", CHECK.as_view(word=word), name=f"mentor-{word}") for word in running_mentoring.CHECKING],
    path(f"{COHORT}/pairs", running_mentoring.Pairs.as_view(), name="cohort-pairs"),
    path(f"{COHORT}/pairs/best", running_mentoring.BestPairs.as_view(), name="cohort-pairs-best"),
    path(f"{COHORT}/pairs/waiting", running_mentoring.WaitingPupils.as_view(), name="cohort-pairs-waiting"),
    path(f"{COHORT}/pairs/<uuid:pair_id>/end", running_mentoring.EndPair.as_view(), name="cohort-pair-end"),
]
urlpatterns = of_cohorts + of_entries + of_organisers + of_sessions + of_juries + of_mentoring
