"""Pictures that people upload: decoded under hard limits, re-encoded by us, the original thrown away.

Nothing of the uploaded file survives but its pixels: no EXIF (a photo knows where it was taken), no trailing bytes, no
name. SVG is not a picture here. Renditions are WebP under random names, served by `core:picture`.
"""

import io
import secrets
import warnings
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageCms, ImageOps

MOST_BYTES = 10 * 1024 * 1024
MOST_PIXELS = 40_000_000
LEAST_SIDE = 200
FORMATS = ("JPEG", "PNG", "WEBP")
FOLDER = "pictures"
#: The longest side of each rendition; "small" is a square cut around the middle.
SIZES = {"small": 160, "medium": 640, "large": 1_600}
SQUARE = "small"
# A file that announces more than the limit is refused before a pixel is decoded.
Image.MAX_IMAGE_PIXELS = MOST_PIXELS


class BadPicture(ValidationError):
    """The file cannot be taken as a picture; the message says why."""


@dataclass(frozen=True)
class Picture:
    """The pixels of an upload, already in our own encoding: WebP bytes by size."""

    width: int
    height: int
    renditions: Mapping[str, bytes]

    def store(self) -> dict[str, str]:
        """Write every rendition under a random name and return the names by size.

        If the surrounding transaction fails the files are orphans with names nobody knows.
        """
        key = secrets.token_hex(16)
        return {
            size: default_storage.save(f"{FOLDER}/{key[:2]}/{key}-{size}.webp", ContentFile(content))
            for size, content in self.renditions.items()
        }


def read(upload: Any, *, sizes: Iterable[str] = tuple(SIZES)) -> Picture:
    """Decode an uploaded file and make its sizes. Raises BadPicture with a message for the person."""
    if upload.size > MOST_BYTES:
        raise BadPicture(_("This file is larger than 10 MB. Choose a smaller picture."), code="too_heavy")
    image = _decode(upload)
    if min(image.size) < LEAST_SIDE:
        detail = {"width": image.width, "height": image.height, "least": LEAST_SIDE}
        raise BadPicture(
            _("This picture is %(width)d × %(height)d pixels; each side needs at least %(least)d."),
            code="too_small",
            params=detail,
        )
    return Picture(image.width, image.height, {size: _encode(image, size) for size in sizes})


def require_readable(upload: Any) -> None:
    """Raises BadPicture if a file that is kept as it is cannot be opened, or only at the cost of a reader's memory."""
    _decode(upload)
    upload.seek(0)


def address(name: str | None) -> str:
    """Where a rendition is served; "" if there is none."""
    return reverse("core:picture", args=[PurePosixPath(name).name]) if name else ""


def discard(*names: str | None) -> None:
    """Delete renditions once the surrounding transaction has committed."""

    def delete() -> None:
        for name in filter(None, names):
            default_storage.delete(name)

    transaction.on_commit(delete, robust=True)


def _decode(upload: Any) -> Image.Image:
    upload.seek(0)
    with warnings.catch_warnings():
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        try:
            image = Image.open(io.BytesIO(upload.read()), formats=FORMATS)
            if image.width * image.height > MOST_PIXELS:
                raise Image.DecompressionBombError
            # JPEG can be decoded at a fraction of its size: no need to hold 40 million pixels for 1,600.
            image.draft("RGB", (2 * SIZES["large"], 2 * SIZES["large"]))
            image.load()
        except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
            raise BadPicture(
                _("This picture has more than 40 million pixels. Make it smaller and try again."),
                code="too_many_pixels",
            ) from error
        except (OSError, ValueError, SyntaxError, MemoryError, EOFError) as error:
            raise BadPicture(
                _("This file is not a JPEG, PNG or WebP picture, or it is damaged."), code="not_a_picture"
            ) from error
    return _plain(ImageOps.exif_transpose(image))


def _plain(image: Image.Image) -> Image.Image:
    """RGB in sRGB on white, with nothing attached."""
    profile = image.info.get("icc_profile")
    if image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info:
        image = image.convert("RGBA")
        ground = Image.new("RGBA", image.size, "white")
        image = Image.alpha_composite(ground, image)
    image = image.convert("RGB")
    if profile:
        image = _in_srgb(image, profile)
    clean = Image.new("RGB", image.size)
    clean.paste(image)
    return clean


def _in_srgb(image: Image.Image, profile: bytes) -> Image.Image:
    try:
        own = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        return ImageCms.profileToProfile(image, own, ImageCms.createProfile("sRGB")) or image
    except (ImageCms.PyCMSError, OSError, ValueError):
        # A broken or foreign profile: the colours may be slightly off, the picture is still theirs.
        return image


def _encode(image: Image.Image, size: str) -> bytes:
    side = SIZES[size]
    if size == SQUARE:
        scaled = ImageOps.fit(image, (side, side), Image.Resampling.LANCZOS)
    else:
        scaled = image.copy()
        scaled.thumbnail((side, side), Image.Resampling.LANCZOS)
    content = io.BytesIO()
    scaled.save(content, "WEBP", quality=82, method=4)
    return content.getvalue()


class PictureField(forms.FileField):
    """An uploaded picture; cleans to a `Picture`, or None if nothing was chosen."""

    widget = forms.ClearableFileInput

    def __init__(self, *, sizes: Iterable[str] = tuple(SIZES), **options: Any) -> None:
        self.sizes = tuple(sizes)
        super().__init__(**options)
        self.widget.attrs.setdefault("accept", "image/jpeg,image/png,image/webp")

    def clean(self, data: Any, initial: Any = None) -> Any:
        upload = super().clean(data, initial)
        if upload is None or upload is False or isinstance(upload, Picture) or upload is initial:
            return upload or None
        return read(upload, sizes=self.sizes)
