"""The measures a rule may speak of: a closed list, with what each means, counts in, and how long it stays true.

Nothing about ethnicity, religion, health, orientation, income or family status is here, so no rule can ask for it.
A keyed measure is a family: `audience_country_bp:FR` is the share of an audience that lives in France.
"""

import difflib
from dataclasses import dataclass, replace
from functools import lru_cache

from django.utils.translation import get_language

from . import names
from .values import Kind, Subject, Topic, Unit, Values
from .windows import INSTANT, LAST_20_POSTS, ROLLING_30D, Window

__all__ = ["MEASURES", "Kind", "Measure", "Subject", "Topic", "UnknownMeasure", "find"]


@dataclass(frozen=True, slots=True)
class Measure:
    code: str
    label_en: str
    label_fr: str
    kind: Kind
    unit: Unit
    topic: Topic
    subject: Subject
    values: Values = Values.FREE
    window: Window = INSTANT
    stale_after_days: int | None = None
    #: What the part after the colon names, for a family of measures.
    keyed_by: Values | None = None
    key: str = ""
    #: Known to the creator and staff alone; others see the outcome and not the value.
    is_private: bool = False
    #: A campaign may ask for it. What is not, only programmes and the marketplace itself ask.
    is_for_campaigns: bool = True
    #: Worked out from the fact `posts`, by what a criterion says of it.
    over_posts: bool = False
    note_en: str = ""
    note_fr: str = ""

    @property
    def label(self) -> str:
        return self.label_in(get_language() or "en")

    def label_in(self, language: str) -> str:
        label = self.label_fr if language.startswith("fr") else self.label_en
        return f"{label} ({names.name_of(self.keyed_by, self.key, language)})" if self.key else label

    @property
    def note(self) -> str:
        return self.note_fr if (get_language() or "en").startswith("fr") else self.note_en

    @property
    def base(self) -> str:
        """The code of the family."""
        return self.code.partition(":")[0]

    @property
    def is_family(self) -> bool:
        return self.keyed_by is not None and not self.key


class UnknownMeasure(LookupError):
    """No such measure; `nearest` is what may have been meant, or ""."""

    def __init__(self, code: str) -> None:
        self.code = code
        self.nearest = next(iter(difflib.get_close_matches(code, MEASURES, n=1)), "")
        super().__init__(code)


def _count(code: str, label_en: str, label_fr: str, **more: object) -> Measure:
    facts = {"unit": Unit.COUNT, "topic": Topic.AUDIENCE_SIZE, "subject": Subject.CHANNEL, "stale_after_days": 90}
    return Measure(code, label_en, label_fr, Kind.INT, **{**facts, **more})  # type: ignore[arg-type]


def _share(code: str, label_en: str, label_fr: str, keyed_by: Values) -> Measure:
    return _count(code, label_en, label_fr, unit=Unit.BP, topic=Topic.AUDIENCE, keyed_by=keyed_by, stale_after_days=180)


def _code(code: str, label_en: str, label_fr: str, topic: Topic, subject: Subject, values: Values) -> Measure:
    return Measure(code, label_en, label_fr, Kind.CODE, Unit.CODE, topic, subject, values)


def _set(code: str, label_en: str, label_fr: str, values: Values, **more: object) -> Measure:
    facts = {"topic": Topic.CONTENT, "subject": Subject.PERSON, "values": values}
    return Measure(code, label_en, label_fr, Kind.SET, Unit.SET, **{**facts, **more})  # type: ignore[arg-type]


def _bool(code: str, label_en: str, label_fr: str, subject: Subject, **more: object) -> Measure:
    facts = {"topic": Topic.TRUST, "subject": subject}
    return Measure(code, label_en, label_fr, Kind.BOOL, Unit.BOOL, **{**facts, **more})  # type: ignore[arg-type]


def _of_posts(code: str, label_en: str, label_fr: str, **more: object) -> Measure:
    """A list of posts goes stale fast: what came after it was read is not in it."""
    facts = {"topic": Topic.ACTIVITY, "stale_after_days": 7, "is_for_campaigns": False, "over_posts": True}
    return _count(code, label_en, label_fr, **{**facts, **more})


def _of_post(code: str, label_en: str, label_fr: str, kind: Kind = Kind.BOOL, unit: Unit = Unit.BOOL) -> Measure:
    return Measure(code, label_en, label_fr, kind, unit, Topic.CONTENT, Subject.POST, is_for_campaigns=False)


_ALL = (
    _count("followers", "Followers", "Abonnés"),
    _count("following", "Accounts followed", "Comptes suivis"),
    _count("likes_total", "Likes received, all time", "Mentions J’aime reçues au total"),
    _count("posts_total", "Posts, all time", "Publications au total"),
    _count("posts_30d", "Posts in 30 days", "Publications sur 30 jours",
           topic=Topic.ACTIVITY, window=ROLLING_30D, stale_after_days=60),
    _count("views_30d", "Views in 30 days", "Vues sur 30 jours",
           topic=Topic.ACTIVITY, window=ROLLING_30D, stale_after_days=60),
    _count("live_hours_30d", "Live hours in 30 days", "Heures de direct sur 30 jours",
           topic=Topic.ACTIVITY, unit=Unit.TENTH_HOURS, window=ROLLING_30D, stale_after_days=60,
           note_en="Counted in tenths of an hour.", note_fr="Comptées en dixièmes d’heure."),
    _count("median_views_20", "Median views of the last 20 posts", "Vues médianes des 20 dernières publications",
           topic=Topic.ACTIVITY, window=LAST_20_POSTS),
    _count("engagement_rate_bp", "Engagement rate", "Taux d’engagement",
           topic=Topic.ACTIVITY, unit=Unit.BP, window=LAST_20_POSTS,
           note_en="Median engagements of the last 20 posts, divided by followers.",
           note_fr="Engagement médian des 20 dernières publications, divisé par le nombre d’abonnés."),
    _count("account_age_days", "Account age", "Ancienneté du compte",
           topic=Topic.ACTIVITY, unit=Unit.DAYS, stale_after_days=None),
    _share("audience_country_bp", "Audience by country", "Audience par pays",
           Values.COUNTRY),
    _share("audience_age_bp", "Audience by age", "Audience par âge", Values.AGE_BAND),
    _share("audience_gender_bp", "Audience by gender", "Audience par genre", Values.GENDER),
    _share("audience_language_bp", "Audience by language", "Audience par langue",
           Values.LANGUAGE),
    _code("platform", "Platform", "Plateforme", Topic.CONTENT, Subject.CHANNEL, Values.PLATFORM),
    _set("niches", "Niches", "Niches", Values.NICHE),
    _set("styles", "Content styles", "Styles de contenu", Values.STYLE),
    _set("languages", "Languages", "Langues", Values.LANGUAGE),
    _code("country", "Country of the channel", "Pays de la chaîne", Topic.PLACE, Subject.CHANNEL, Values.COUNTRY),
    _code("home_country", "Country of residence", "Pays de résidence", Topic.PLACE, Subject.PERSON, Values.COUNTRY),
    _code("city", "City", "Ville", Topic.PLACE, Subject.PERSON, Values.CITY),
    _code("availability", "Availability", "Disponibilité", Topic.TERMS, Subject.PERSON, Values.AVAILABILITY),
    _count("rate_minor", "Price", "Tarif", topic=Topic.TERMS, unit=Unit.MINOR,
           subject=Subject.CHANNEL, keyed_by=Values.RATE, stale_after_days=None,
           note_en="In the minor unit of the currency. Another currency is never converted.",
           note_fr="Dans la plus petite unité de la devise. Une autre devise n’est jamais convertie."),
    _code("community_standing", "Standing under the platform’s rules", "Respect des règles de la plateforme",
          Topic.TRUST, Subject.CHANNEL, Values.STANDING),
    _bool("is_public", "Public channel", "Chaîne publique", Subject.CHANNEL),
    _bool("is_business", "Business account", "Compte professionnel", Subject.CHANNEL),
    _bool("ownership_proven", "Ownership of the channel proven", "Propriété de la chaîne prouvée", Subject.CHANNEL),
    _bool("identity_verified", "Identity verified", "Identité vérifiée", Subject.PERSON),
    Measure("age_years", "Age", "Âge", Kind.INT, Unit.YEARS, Topic.TRUST, Subject.PERSON, is_private=True,
            note_en="From the birth date, which never leaves the creator’s profile.",
            note_fr="D’après la date de naissance, qui ne quitte jamais le profil."),
    _bool("parental_consent", "Parental consent on record", "Accord parental enregistré", Subject.PERSON,
          is_private=True, is_for_campaigns=False),
    _bool("is_political", "Account of a government, party or politician",
          "Compte d’un gouvernement, d’un parti ou d’élu·e", Subject.PERSON, is_for_campaigns=False,
          note_en="As platforms define it, for the programmes that are closed to such accounts.",
          note_fr="Au sens des plateformes, pour les programmes fermés à ces comptes."),
    _bool("can_go_live", "Can go live", "Peut passer en direct", Subject.CHANNEL, is_for_campaigns=False),
    _bool("invited", "Invited", "Sur invitation", Subject.INVITATION, topic=Topic.PROGRAMMES, is_for_campaigns=False),
    _set("profile_fields", "Parts of the profile that are filled in", "Parties du profil remplies",
         Values.PROFILE_FIELD, topic=Topic.PROGRAMMES, subject=Subject.PROFILE, is_for_campaigns=False),
    _count("seats_taken", "Seats taken", "Places prises", topic=Topic.PROGRAMMES, subject=Subject.COHORT,
           stale_after_days=None, is_for_campaigns=False),
    _set("memberships", "Programmes joined", "Programmes rejoints", Values.PROGRAMME,
         topic=Topic.PROGRAMMES, is_for_campaigns=False),
    _bool("condition", "Condition", "Condition", Subject.PERSON, topic=Topic.PROGRAMMES, keyed_by=Values.CONDITION,
          is_for_campaigns=False,
          note_en="What a programme asks and nothing here measures, or what nobody published: yes or no, as declared.",
          note_fr="Ce qu’un programme demande et que rien ne mesure ici, ou que personne n’a publié : oui ou non, "
          "tel que déclaré."),
    _of_posts("posts_counted", "Posts that count", "Publications retenues"),
    _of_posts("posts_views", "Views of the posts that count", "Vues des publications retenues"),
    _of_posts("posts_best_views", "Views of the best post that counts", "Vues de la meilleure publication retenue"),
    _of_post("post_views", "Views", "Vues", Kind.INT, Unit.COUNT),
    _of_post("post_duration_s", "Duration", "Durée", Kind.INT, Unit.SECONDS),
    _of_post("post_has_text", "Has text", "Contient du texte"),
    _of_post("post_is_sponsored", "Sponsored", "Sponsorisée"),
    _of_post("post_is_boosted", "Boosted with money", "Mise en avant payée"),
    _of_post("post_has_foreign_watermark", "Carries another platform’s watermark",
             "Porte le filigrane d’une autre plateforme"),
    _of_post("post_has_copyrighted_content", "Contains what belongs to others", "Contient ce qui est à autrui"),
    _of_post("post_is_duet_or_stitch", "Duet or stitch", "Duo ou collage"),
)  # fmt: skip

#: By code, in the order a menu shows them. Families stand under their base code.
MEASURES: dict[str, Measure] = {measure.code: measure for measure in _ALL}


@lru_cache(maxsize=4096)
def find(code: str) -> Measure:
    """The measure of this code; for "audience_country_bp:FR", the member of its family. Raises UnknownMeasure."""
    base, _, key = code.partition(":")
    measure = MEASURES.get(base)
    if measure is None or bool(key) != bool(measure.keyed_by):
        raise UnknownMeasure(code)
    if measure.keyed_by is None:
        return measure
    if not measure.keyed_by.accepts(key):
        raise UnknownMeasure(code)
    return replace(measure, code=code, key=key)
