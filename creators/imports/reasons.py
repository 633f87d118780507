"""Why a row was refused, or what was passed over in it: codes in the database, sentences when someone reads."""

from typing import Any

from django.utils.translation import gettext_lazy as _

#: These refuse the row.
REFUSALS = {
    "no_handle": _("The row names no channel."),
    "bad_handle": _("“%(text)s” is not a channel name that the platform allows."),
    "no_platform": _("The row does not say which platform the channel is on."),
    "unknown_platform": _("“%(text)s” is not one of the platforms."),
    "twice": _("This channel already stands in row %(text)s of the file."),
    "too_many_cells": _(
        "The row has more cells than the header: a separator inside a text may lack its quotation marks."
    ),
    "unreadable_text": _("“%(text)s” holds characters that cannot be read in the encoding of the file."),
    "not_a_number": _("“%(text)s” is not a number."),
    "not_whole": _("“%(text)s” is not a whole number."),
    "too_large": _("“%(text)s” is too large to be true."),
    "not_a_percentage": _("“%(text)s” is not a percentage."),
    "not_a_date": _("“%(text)s” is not a date."),
    "in_the_future": _("The date %(text)s has not come yet."),
    "neither_yes_nor_no": _("“%(text)s” is neither yes nor no."),
    "broken_off": _("From here on the file cannot be read: a quotation mark may be missing."),
}
#: These only say what was left out, or that nothing was to be done.
NOTES = {
    "unknown_niche": _("“%(text)s” matches no niche; the profile gets none from it."),
    "unknown_country": _("“%(text)s” is not a country; it was left out."),
    "unknown_language": _("“%(text)s” is not a language; it was left out."),
    "kept_fact": _("Kept as it was: a brand's list changes nothing that is known of a profile already."),
    "kept_number": _("Kept as it was: another source has given this number for the same day."),
    "left_as_it_is": _("This channel is not changed by files."),
}  # fmt: skip


class BadValue(ValueError):
    """A cell that cannot be read; `code` is one of REFUSALS."""

    def __init__(self, code: str, text: str) -> None:
        super().__init__(code)
        self.code, self.text = code, " ".join(text.split())[:80]

    def told(self, field: str) -> dict[str, str]:
        """The form a row keeps it in."""
        return {"code": self.code, "field": field, "text": self.text}


def sentence(told: dict[str, Any]) -> str:
    """One reason in the language of the reader."""
    text = REFUSALS.get(told["code"]) or NOTES.get(told["code"]) or told["code"]
    return str(text) % {"text": told.get("text", "")} if "%(" in str(text) else str(text)


def refuses(told: dict[str, Any]) -> bool:
    """Does this reason keep the row out?"""
    return told["code"] in REFUSALS
