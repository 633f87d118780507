"""Fields that the serializers of several rooms need."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.core.exceptions import ValidationError as DjangoValidationError
from django.db.models import Model, QuerySet
from rest_framework import serializers

from marketplace.core import pictures
from marketplace.core.api.parsers import is_storable
from marketplace.core.documents import DocumentField as FormDocumentField
from marketplace.core.errors import Invalid


class CodeField(serializers.SlugRelatedField[Model]):
    """A row of the shared words, by its code."""

    def __init__(self, queryset: QuerySet[Any] | None = None, **options: Any) -> None:
        super().__init__(slug_field="code", queryset=queryset, **options)

    def to_internal_value(self, data: Any) -> Any:
        if not isinstance(data, str) or not is_storable(data):
            self.fail("invalid")
        return super().to_internal_value(data)


class PictureField(serializers.FileField):
    """An uploaded picture, decoded under the site's limits."""

    def to_internal_value(self, data: Any) -> Any:
        upload = super().to_internal_value(data)
        try:
            return pictures.read(upload)
        except DjangoValidationError as error:
            raise serializers.ValidationError(error.messages, "bad-picture") from error


class DocumentField(serializers.FileField):
    """An uploaded proof: a PDF or a picture, kept as it is."""

    def to_internal_value(self, data: Any) -> Any:
        upload = super().to_internal_value(data)
        try:
            return FormDocumentField().clean(upload)
        except DjangoValidationError as error:
            raise serializers.ValidationError(error.messages, "bad-document") from error


@contextmanager
def named_here(**names: str) -> Iterator[None]:
    """Errors of an action about fields that have another name in the API: `named_here(amount="amount_minor")`."""
    try:
        yield
    except Invalid as error:
        error.errors = {names.get(name, name): texts for name, texts in error.errors.items()}
        raise
