"""Refusals. An action raises one; each door (page, API, admin, command) shows it in its own way."""

from collections.abc import Mapping, Sequence


class DomainError(Exception):
    """The state of things does not allow this now. `message` is for the person, in their language; HTTP 409."""

    status = 409

    def __init__(self, message: str = "", *, code: str = "", field: str = "") -> None:
        self.message = str(message) or (type(self).__doc__ or "").strip()
        self.code = code or kebab(type(self).__name__)
        self.field = field
        super().__init__(self.message)


class Refused(DomainError):
    """The actor may not do this; HTTP 403."""

    status = 403


class Invalid(DomainError):
    """The input is wrong; `errors` maps each field to its messages; HTTP 422."""

    status = 422

    def __init__(self, errors: Mapping[str, Sequence[str] | str], message: str = "") -> None:
        self.errors = {
            name: [texts] if isinstance(texts, str) else [str(text) for text in texts] for name, texts in errors.items()
        }
        first = next(iter(self.errors.values()), [""])[0]
        super().__init__(message or first, field=next(iter(self.errors), ""))


def kebab(name: str) -> str:
    """The code of a kind of refusal: its class's name in lower case with hyphens."""
    return "".join(f"-{letter.lower()}" if letter.isupper() else letter for letter in name).lstrip("-")
