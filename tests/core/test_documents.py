"""Evidence is kept as it is, and whoever checks it can open it."""

import io

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from marketplace.core import pictures
from marketplace.core.documents import DocumentField
from tests.factories.creators import document_file, picture_file


def jpeg():
    content = io.BytesIO()
    Image.effect_noise((400, 400), 80).save(content, "JPEG")
    return content.getvalue()


def clean(content):
    return DocumentField().clean(SimpleUploadedFile("proof.jpg", content))


def test_a_picture_is_kept_byte_for_byte_under_another_name():
    content = jpeg()
    kept = clean(content)
    assert kept.read() == content
    assert kept.name.endswith(".jpg")
    assert not kept.name.startswith("proof")


def test_a_picture_that_breaks_off_is_refused():
    with pytest.raises(ValidationError, match="or it is damaged"):
        clean(jpeg()[:5_000])


def test_a_picture_that_would_fill_the_memory_of_who_opens_it_is_refused(monkeypatch):
    monkeypatch.setattr(pictures, "MOST_PIXELS", 400 * 400 - 1)
    with pytest.raises(ValidationError, match="more than 40 million pixels"):
        clean(jpeg())


def test_a_pdf_and_a_png_are_taken():
    assert DocumentField().clean(document_file()).name.endswith(".pdf")
    assert DocumentField().clean(picture_file(kind="PNG")).name.endswith(".png")
