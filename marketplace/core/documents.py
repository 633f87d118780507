"""Private files that people upload as evidence: kept as they are, shown only to those a policy names."""

import secrets
from pathlib import PurePosixPath
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models.fields.files import FieldFile
from django.http import FileResponse
from django.utils.translation import gettext_lazy as _

from marketplace.core import pictures

MOST_BYTES = 10 * 1024 * 1024
#: What is taken: the first bytes of the file, its type, and the ending we give it.
KINDS = (
    (b"%PDF-", "application/pdf", ".pdf"),
    (b"\xff\xd8\xff", "image/jpeg", ".jpg"),
    (b"\x89PNG\r\n\x1a\n", "image/png", ".png"),
    (b"RIFF", "image/webp", ".webp"),
)
TYPE_BY_ENDING = {ending: kind for _magic, kind, ending in KINDS}


class DocumentField(forms.FileField):
    """A PDF or a picture, told by its first bytes; cleans to the upload under a random name."""

    default_error_messages = {
        "too_heavy": _("This file is larger than 10 MB. Choose a smaller one."),
        "not_a_document": _("This file is not a PDF, JPEG, PNG or WebP."),
    }

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.widget.attrs.setdefault("accept", "application/pdf,image/jpeg,image/png,image/webp")

    def clean(self, data: Any, initial: Any = None) -> Any:
        upload = super().clean(data, initial)
        if not upload or isinstance(upload, FieldFile):
            return upload or None
        if upload.size > MOST_BYTES:
            raise ValidationError(self.error_messages["too_heavy"], code="too_heavy")
        ending = ending_of(upload)
        if ending is None:
            raise ValidationError(self.error_messages["not_a_document"], code="not_a_document")
        if ending != ".pdf":
            # Whoever checks this evidence must be able to open it; who sent it learns at once if they cannot.
            pictures.require_readable(upload)
        upload.name = f"{secrets.token_hex(16)}{ending}"
        return upload


def ending_of(upload: Any) -> str | None:
    """The ending for a file by what it really is; None if it is nothing we take."""
    upload.seek(0)
    head = upload.read(16)
    upload.seek(0)
    for magic, _type, ending in KINDS:
        if head.startswith(magic) and (ending != ".webp" or head[8:12] == b"WEBP"):
            return ending
    return None


def as_attachment(file: FieldFile, name: str) -> FileResponse:
    """Send a private file as a download that no browser will run or keep."""
    ending = PurePosixPath(file.name or "").suffix
    response = FileResponse(
        file.open("rb"),
        as_attachment=True,
        filename=f"{name}{ending}",
        content_type=TYPE_BY_ENDING.get(ending, "application/octet-stream"),
    )
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response
