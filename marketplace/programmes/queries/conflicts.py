"""What a piece of work for a brand would cost a creator: the posts of it that their programmes would not count.

Nothing is listed by hand. A programme that counts posts says which of them count; the post that the brand asks for is
put to the same rules, and what they refuse is the cost.
"""

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from marketplace.eligibility import Outcome
from marketplace.eligibility.facts import POSTS, Facts
from marketplace.eligibility.nodes import Condition, Criterion, Group
from marketplace.eligibility.posts import Post
from marketplace.programmes.models import Programme
from marketplace.programmes.queries.rule_sets import rule_set_of
from marketplace.programmes.queries.verdicts import country_in, judge

#: With these outcomes a programme is not the creator's, or no longer, so that it can cost nothing.
NOT_THEIRS = frozenset({Outcome.FAIL, Outcome.CLOSED, Outcome.NOT_YET_OPEN})


@dataclass(frozen=True)
class Work:
    """One post that a brand asks for: what is known of it beforehand, and where it is published ("" is not said)."""

    post: Post
    platform: str = ""


@dataclass(frozen=True)
class Conflict:
    """A post that a programme would not count. `outcome` is where the creator stands with that programme."""

    programme: Programme
    outcome: Outcome
    criterion: Criterion
    causes: tuple[Condition, ...]

    @property
    def cause_codes(self) -> list[str]:
        return [condition.measure.code.removeprefix("post_") for condition in self.causes]

    @property
    def message(self) -> str:
        why = ", ".join(cause_in_words(code) for code in self.cause_codes)
        return _("%(programme)s would not count this post: %(why)s.") % {"programme": self.programme.name, "why": why}

    def as_json(self) -> dict[str, Any]:
        return {
            "programme": self.programme.slug,
            "outcome": self.outcome.name,
            "criterion": self.criterion.code,
            "causes": self.cause_codes,
            "source": self.criterion.source,
            "message": self.message,
        }


def conflicts_for(
    programmes: Iterable[Programme], facts: Facts, work: Work, on: datetime.date, lang: str | None = None
) -> list[Conflict]:
    """The programmes that somebody with these facts would lose this post for, by slug.

    Programmes whose rules the facts do not meet that day cost nothing; one where a fact is missing is still named, and
    so is one where nothing is missing but a post that counts.
    `programmes` come with their rules (`with_rules`), so that nothing is asked of the database here.
    """
    found = []
    for programme in programmes:
        if programme.platform and work.platform and programme.platform.code != work.platform:
            continue
        if _entry(programme, facts, on) not in NOT_THEIRS:
            outcome = judge(programme, facts, on, lang=lang).outcome
            found += [
                Conflict(programme, outcome, criterion, causes)
                for criterion, causes in refused_by(programme, work, on, country_in(facts))
            ]
    return sorted(found, key=lambda conflict: (conflict.programme.slug, conflict.criterion.code))


def refused_by(
    programme: Programme, work: Work, on: datetime.date, country: str = ""
) -> Iterator[tuple[Criterion, tuple[Condition, ...]]]:
    """The criteria over posts that would not count this one, each with what they refuse about it.

    Where counted posts are one way among several, a post that does not count costs nothing.
    """
    for criterion in _demanded(rule_set_of(programme, on, country).root):
        asked = criterion.condition.posts
        if asked is None or asked.where is None or criterion.dated_out(on) is not None:
            continue
        if asked.judge(work.post) is False:
            yield criterion, tuple(one.condition for one in asked.where.criteria() if _fails(one.condition, work.post))


def _entry(programme: Programme, facts: Facts, on: datetime.date) -> Outcome:
    """Where they stand apart from the posts they have: what these lack, the post asked for could have been."""
    return judge(programme, {name: fact for name, fact in facts.items() if name != POSTS}, on).outcome


def _demanded(group: Group) -> Iterator[Criterion]:
    """The criteria that no other can stand in for."""
    if group.required(len(group.members)) < len(group.members):
        return
    for member in group.members:
        if isinstance(member, Group):
            yield from _demanded(member)
        else:
            yield member


def _fails(condition: Condition, post: Post) -> bool:
    value = getattr(post, condition.measure.code.removeprefix("post_"))
    return value is not None and not condition.test(value)


def cause_in_words(code: str, lang: str | None = None) -> str:
    """What a programme refuses about a post, as part of a sentence."""
    if lang is None:
        return _CAUSES[code]() if code in _CAUSES else code
    with override(lang):
        return cause_in_words(code)


_CAUSES = {
    "is_sponsored": lambda: _("posts made for a brand do not count"),
    "is_boosted": lambda: _("posts whose views were paid for do not count"),
    "has_foreign_watermark": lambda: _("posts with the watermark of another platform do not count"),
    "has_copyrighted_content": lambda: _("posts with somebody else’s protected content do not count"),
    "is_duet_or_stitch": lambda: _("Duets and Stitches do not count"),
    "has_text": lambda: _("posts without a text do not count"),
    "duration_s": lambda: _("posts of this length do not count"),
    "views": lambda: _("posts with so few views do not count"),
}
