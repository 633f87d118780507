"""Reading bodies: JSON whose every text can be stored."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from rest_framework.exceptions import ParseError
from rest_framework.parsers import JSONParser


class StorableJSONParser(JSONParser):
    """JSON without NUL and without halves of surrogate pairs: JSON allows both, no database text does."""

    def parse(self, stream: Any, media_type: str | None = None, parser_context: Any = None) -> Any:
        data = super().parse(stream, media_type, parser_context)
        if not is_storable(data):
            raise ParseError(_("The request holds a character that no text may contain."))
        return data


def is_storable(data: Any) -> bool:
    """Can every text in this be stored? Names of members count too."""
    if isinstance(data, str):
        return "\x00" not in data and not any("\ud800" <= letter <= "\udfff" for letter in data)
    if isinstance(data, Mapping):
        return all(is_storable(key) and is_storable(value) for key, value in data.items())
    return all(map(is_storable, data)) if isinstance(data, list) else True
