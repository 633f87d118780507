"""The steps from nothing to a published profile, read from the profile itself: nothing is lost on the way."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from creators.enums import CreatorState
from creators.models import Creator
from creators.queries.completeness import Completeness, completeness_of

#: Which items of completeness each step brings.
BRINGS = {
    "profile": ("name", "birth_date", "niche", "style"),
    "channels": ("channel",),
    "numbers": ("engagement", "audience"),
    "rates": ("rate",),
    "photos": ("photo",),
}
#: The step a page belongs to, where the names differ.
STEP_OF = {"channel": "channels", "history": "numbers", "consent": "profile", "overview": "publish"}


@dataclass(frozen=True)
class Step:
    code: str
    label: str
    href: str
    state: str

    @property
    def done(self) -> bool:
        return self.state == "done"


@dataclass(frozen=True)
class Steps:
    steps: tuple[Step, ...]

    def __iter__(self) -> Iterator[Step]:
        return iter(self.steps)

    def after(self, section: str) -> tuple[Step, ...]:
        """The steps that follow a page's own, and then those before it."""
        codes = [step.code for step in self.steps]
        at = codes.index(STEP_OF.get(section, section))
        return self.steps[at + 1 :] + self.steps[:at]


def steps_of(creator: Creator | None, section: str) -> Steps | None:
    """The steps as seen from a page; None once the profile has been published, or on a page that is no step."""
    current = STEP_OF.get(section, section)
    labels = _labels()
    if current not in labels or (creator is not None and creator.state != CreatorState.DRAFT):
        return None
    found = completeness_of(creator) if creator else None
    return Steps(
        tuple(
            Step(code, label, reverse(f"creators:{url}"), _state(code, current, found))
            for code, (label, url) in labels.items()
        )
    )


def _state(code: str, current: str, found: Completeness | None) -> str:
    if code == current:
        return "current"
    items = BRINGS.get(code)
    done = found is not None and items is not None and all(found.has(item) for item in items)
    return "done" if done else "todo"


def _labels() -> dict[str, tuple[str, str]]:
    return {
        "profile": (_("Profile"), "profile"),
        "channels": (_("Channels"), "channels"),
        "numbers": (_("Numbers"), "numbers"),
        "rates": (_("Rates"), "rates"),
        "photos": (_("Photo"), "photos"),
        "publish": (_("Publish"), "mine"),
    }
