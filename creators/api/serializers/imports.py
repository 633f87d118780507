"""Lists of creators brought in as files."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from creators.actions.imports import LARGEST_BYTES
from creators.imports import columns, detect, reasons
from creators.models import ImportBatch, ImportRow
from marketplace.core.api.fields import CodeField
from marketplace.core.models import JobState
from marketplace.taxonomy.models import Platform

ENCODINGS = ["utf-8", "utf-8-sig", "utf-16", *detect.LIKELY]


class ScopeRow(serializers.Serializer[Any]):
    """For whom you may import."""

    brand_id = serializers.IntegerField(allow_null=True, help_text="Nothing: for the house itself (staff).")
    name = serializers.CharField()


class FieldRow(serializers.Serializer[Any]):
    """Something a column can mean."""

    code = serializers.CharField()
    label = serializers.CharField()  # type: ignore[assignment]


class NewImport(serializers.Serializer[Any]):
    """A file, and where it comes from. The rest is guessed, and can be put right when confirming."""

    file = serializers.FileField(help_text="CSV, up to 64 MB.")
    source = serializers.CharField(max_length=120, help_text="Its columns are remembered by this name.")  # type: ignore[assignment]
    brand_id = serializers.IntegerField(required=False, allow_null=True, default=None, min_value=1, max_value=2**63 - 1)
    platform = CodeField(Platform.objects.filter(is_retired=False), required=False, allow_null=True, default=None)
    as_of = serializers.DateField(required=False, allow_null=True, default=None)
    encoding = serializers.ChoiceField(choices=ENCODINGS, required=False, default="")
    delimiter = serializers.ChoiceField(choices=detect.DELIMITERS, required=False, default="")

    def validate_file(self, upload: Any) -> Any:
        if upload.size > LARGEST_BYTES:
            raise serializers.ValidationError(_("This file is larger than 64 MB. Split it."), "too-large")
        return upload


class Confirmation(serializers.Serializer[Any]):
    """What each column means; columns left out are not read."""

    mapping = serializers.DictField(
        child=serializers.ChoiceField(choices=[(code, field.label) for code, field in columns.FIELDS.items()]),
        help_text="Field by position of the column, from 0.",
    )
    platform = CodeField(Platform.objects.filter(is_retired=False), required=False, allow_null=True, default=None)
    as_of = serializers.DateField()
    dry_run = serializers.BooleanField(default=True)

    def validate_mapping(self, mapping: dict[str, str]) -> dict[int, str]:
        if not all(at.isascii() and at.isdigit() and len(at) < 6 for at in mapping):
            raise serializers.ValidationError(_("Name each column by its position, from 0."), "position")
        return {int(at): code for at, code in mapping.items()}


class Progress(serializers.Serializer[Any]):
    state = serializers.ChoiceField(choices=JobState.choices)
    done = serializers.IntegerField()
    total = serializers.IntegerField(allow_null=True)
    percent = serializers.IntegerField(allow_null=True)


class ImportShown(serializers.ModelSerializer[ImportBatch]):
    """One reading of one file: how it was understood, how far it is, and what came of it."""

    source = serializers.CharField(source="source.name", read_only=True)  # type: ignore[assignment]
    platform = CodeField(read_only=True, allow_null=True)
    headers = serializers.ListField(child=serializers.CharField(), read_only=True)
    mapping = serializers.DictField(child=serializers.CharField(), read_only=True)
    counts = serializers.DictField(child=serializers.IntegerField(), read_only=True)
    reasons = serializers.SerializerMethodField(help_text="How often each reason was given.")
    progress = Progress(source="job", read_only=True, allow_null=True)

    class Meta:
        model = ImportBatch
        fields = [
            "public_id", "source", "brand_id", "file_name", "encoding", "delimiter", "headers", "mapping", "platform",
            "as_of", "dry_run", "created_at", "finished_at", "problem", "counts", "reasons", "progress",
        ]  # fmt: skip

    def get_reasons(self, batch: ImportBatch) -> dict[str, int]:
        return dict(batch.reasons)


class Told(serializers.Serializer[Any]):
    """Why a row was refused, or what was passed over in it."""

    code = serializers.CharField()
    field = serializers.CharField(default="")
    text = serializers.CharField(default="")
    detail = serializers.SerializerMethodField()

    def get_detail(self, told: dict[str, Any]) -> str:
        return reasons.sentence(told)


class ImportRowShown(serializers.ModelSerializer[ImportRow]):
    """What became of one row of the file."""

    errors = Told(many=True)  # type: ignore[assignment]

    class Meta:
        model = ImportRow
        fields = ["line", "outcome", "errors"]
