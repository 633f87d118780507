"""Telling whoever waits for an answer, and keeping standings true when seats are taken or given up."""

from typing import Any

from creators.models import Creator
from marketplace.accounts.models import Person
from marketplace.activity.models import Event
from marketplace.activity.record import on
from marketplace.cohorts import notices as kinds
from marketplace.cohorts.enums import Attendance, EntryState, Side
from marketplace.cohorts.jobs import MAIL_JUROR
from marketplace.cohorts.models import Entry, Juror, Jury, Mentor, Mentorship, Session
from marketplace.cohorts.policies import may_run
from marketplace.cohorts.queries.cohorts import organisers_of
from marketplace.cohorts.queries.sessions import is_with_a_mentor
from marketplace.notifications.actions import notices
from marketplace.programmes.actions import upkeep
from marketplace.programmes.models import RuleVersion

MOVES = tuple(f"cohorts.entry_{state}" for state in EntryState.values)
#: What the product does by itself is told to the creator too.
TO_CREATOR = {
    EntryState.INVITED: kinds.INVITED,
    EntryState.ACCEPTED: kinds.ACCEPTED,
    EntryState.WAITLISTED: kinds.WAITLISTED,
    EntryState.DECLINED: kinds.DECLINED,
    EntryState.EXPIRED: kinds.EXPIRED,
    EntryState.COMPLETED: kinds.COMPLETED,
    EntryState.LEFT: kinds.LEFT,
    EntryState.WITHDRAWN: kinds.TAKEN_BACK,
}


@on(*MOVES)
def tell_about_entry(event: Event) -> None:
    """The creator hears what others decided; the organisers hear what the creator did."""
    entry = _entry_of(event)
    step = EntryState(event.verb.removeprefix("cohorts.entry_"))
    data = _data(entry, step, event)
    if event.data["side"] != Side.CREATOR:
        person = entry.creator.person
        if person is not None and step in TO_CREATOR:
            notices.notify(person=person, verb=TO_CREATOR[step], data=data, key=f"event:{event.pk}")
        return
    verb = kinds.APPLIED if step == EntryState.SUBMITTED else kinds.MOVED
    for person in organisers_of(entry.cohort):
        notices.notify(person=person, verb=verb, data=data, key=f"event:{event.pk}:organisers")


@on(*MOVES)
def standings_follow(event: Event) -> None:
    """An invitation or membership is a fact about the creator; a seat one about everybody the programme judges."""
    upkeep.creator_changed(event.data["creator_id"])
    programme = _entry_of(event).cohort.programme
    if RuleVersion.objects.filter(rule__programme=programme, body__measure="seats_taken").exists():
        upkeep.programme_changed(programme)


@on("cohorts.session_planned", "cohorts.session_changed", "cohorts.session_cancelled")
def tell_about_session(event: Event) -> None:
    """Of a webinar all members; of a meeting of two whoever has the place, and if it is free everybody who may take
    it."""
    session = Session.objects.select_related("cohort").get(pk=event.subject_id)
    members = Entry.objects.members().filter(cohort=session.cohort).select_related("creator__person")
    places = session.places.exclude(attendance=Attendance.NOT_COMING)
    if session.is_one_to_one and (places.exists() or is_with_a_mentor(session)):
        members = members.filter(places__in=places)
    for entry in members.order_by("pk"):
        if entry.creator.person is not None:
            data = {**_names(entry), "session": session.title, "why": session.state_reason}
            notices.notify(person=entry.creator.person, verb=event.verb, data=data, key=f"event:{event.pk}")


@on("cohorts.place_taken", "cohorts.place_given_back")
def tell_the_host(event: Event) -> None:
    """Of a meeting of two, whoever waits for them, each time they say whether they come: the mentor of this pupil, or
    an organiser."""
    session = Session.objects.select_related("cohort__programme__brand", "host").get(pk=event.subject_id)
    entry = Entry.objects.select_related("cohort", "creator__person").get(pk=event.data["entry_id"])
    if not session.is_one_to_one or session.host is None or session.host_id == event.actor_id:
        return
    pair = Mentorship.objects.filter(entry=entry, mentor__person=session.host, ended_at=None).first()
    if pair is None and not may_run(session.host, session.cohort.programme):
        return
    data = {**_names(entry), "session": session.title, "session_id": str(session.public_id)}
    data["pair"] = str(pair.public_id) if pair else ""
    notices.notify(person=session.host, verb=event.verb, data=data, key=f"event:{event.pk}")


def _entry_of(event: Event) -> Entry:
    return Entry.objects.select_related("cohort__programme__brand", "creator__person").get(pk=event.subject_id)


def _names(entry: Entry) -> dict[str, Any]:
    creator: Creator = entry.creator
    return {
        "entry": str(entry.public_id),
        "cohort": str(entry.cohort.public_id),
        "cohort_name": entry.cohort.name,
        "creator": creator.display_name,
    }


def _data(entry: Entry, step: EntryState, event: Event) -> dict[str, Any]:
    """The reason of this very step: the entry may have moved on since."""
    told = entry.events.filter(state=step, at__lte=event.at).order_by("-pk").first()
    reason = told.reason if told else ""
    code = event.data["reason"]
    return {**_names(entry), "state": step, "message": entry.message, "reason": reason, "reason_code": code}


@on("cohorts.mentor_approved", "cohorts.mentor_refused", "cohorts.mentor_ended")
def tell_the_mentor(event: Event) -> None:
    """What staff decided, and why."""
    mentor = Mentor.objects.select_related("person").get(pk=event.subject_id)
    data = {"state": event.verb.removeprefix("cohorts.mentor_"), "why": mentor.reason, "side": "mentor"}
    notices.notify(person=mentor.person, verb=kinds.MENTOR, data=data, key=f"event:{event.pk}")


@on("cohorts.mentorship_made", "cohorts.mentorship_ended")
def tell_the_pair(event: Event) -> None:
    """Both, by the names they chose; who ended it by a refusal knows, and the other one is not told who it was."""
    pair = Mentorship.objects.select_related("mentor__person", "entry__creator__person").get(pk=event.subject_id)
    pupil, mentor = pair.entry.creator, pair.mentor
    has_ended, refused_by = event.verb.endswith("ended"), event.data.get("refused_by", "")
    told = {
        "entry": str(pair.entry.public_id),
        "has_ended": has_ended,
        "why": pair.reason if has_ended and not refused_by else "",
    }
    sides = [(mentor.person, Side.MENTOR, pupil.display_name), (pupil.person, Side.CREATOR, mentor.display_name)]
    for person, side, other in sides:
        if person is not None and side != refused_by:
            data = {**told, "side": side, "other": other}
            notices.notify(person=person, verb=kinds.PAIRED, data=data, key=f"event:{event.pk}:{side}")


@on("cohorts.juror_added", "cohorts.jury_opened")
def tell_jurors(event: Event) -> None:
    """They are asked, and the scoring opens; who is named while it is open is told that at once."""
    jury = Jury.objects.select_related("cohort__programme").get(pk=event.subject_id)
    jurors = jury.jurors.filter(removed_at=None).order_by("pk")
    if event.verb == "cohorts.juror_added":
        jurors = jurors.filter(pk=event.data["juror_id"])
    if not jury.is_closed:
        for juror in jurors:
            _tell_juror(juror, jury, event)


def _tell_juror(juror: Juror, jury: Jury, event: Event) -> None:
    """By a notice where the address is somebody's here. Others are written to, once for each of the two."""
    verb = kinds.SCORING if jury.is_open else kinds.ASKED
    key = f"juror:{juror.pk}:{verb}"
    person = Person.objects.filter(email__iexact=juror.email).first()
    if person is None or not person.has_verified_email:
        if not _was_asked_before(juror, event):
            MAIL_JUROR.enqueue(key=key, juror_id=juror.pk, language=event.actor.language if event.actor else "")
        return
    programme, cohort = jury.cohort.programme, jury.cohort
    data = {"jury": str(jury.public_id), "cohort_name": cohort.name}
    data |= {"programme_en": programme.name_en, "programme_fr": programme.name_fr}
    notices.notify(person=person, verb=verb, data=data, key=key)


def _was_asked_before(juror: Juror, event: Event) -> bool:
    """Whoever is removed and named again is not written to a second time: nobody's mailbox is filled so."""
    same = {"subject_type": event.subject_type, "subject_id": event.subject_id, "verb": event.verb}
    return Event.objects.filter(**same, pk__lt=event.pk, data__juror_id=juror.pk).exists()
