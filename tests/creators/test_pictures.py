"""Pictures: hostile files get a message, good ones lose everything but their pixels."""

import io
import struct
import zlib

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from creators.actions import photos, portfolio
from creators.actions.hold import NotComplete
from creators.forms import PhotoForm
from creators.models import Photo
from creators.policies import NotYours
from marketplace.core import pictures
from marketplace.core.errors import Invalid
from tests.factories.creators import PhotoFactory, picture_file

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _own_media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def chunk(kind, content):
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def bomb(width=30_000, height=30_000):
    """A PNG of a few hundred bytes that announces 900 million pixels."""
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    data = zlib.compress(b"\0" * 1_000)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", data) + chunk(b"IEND", b"")


def error_of(content, name="photo.jpg", kind="image/jpeg"):
    """The code and text of the form's complaint about a file."""
    form = PhotoForm({}, {"picture": SimpleUploadedFile(name, content, content_type=kind)})
    assert not form.is_valid()
    [error] = form.errors.as_data()["picture"]
    return error.code, " ".join(error.messages)


def gif():
    content = io.BytesIO()
    Image.new("RGB", (400, 400)).save(content, "GIF")
    return content.getvalue()


SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (SVG, "photo.svg"),
        (SVG, "photo.jpg"),
        (b"<html><script>alert(1)</script></html>", "photo.png"),
        (b"%PDF-1.4", "photo.png"),
        (gif(), "photo.jpg"),
        (picture_file().read()[:400], "cut-short.jpg"),
        (b"\xff\xd8\xff\xe0" + b"\0" * 100, "photo.jpg"),
    ],
    ids=["svg", "svg as jpg", "html as png", "pdf as png", "gif as jpg", "cut short", "only a header"],
)
def test_what_is_no_picture_is_refused_whatever_its_name(content, name):
    assert error_of(content, name)[0] == "not_a_picture"


def test_a_decompression_bomb_gets_a_form_error():
    code, text = error_of(bomb(), "bomb.png", "image/png")
    assert code == "too_many_pixels"
    assert "40 million pixels" in text


def test_one_pixel_row_too_many_is_too_many():
    assert error_of(bomb(8_000, 5_001), "big.png", "image/png")[0] == "too_many_pixels"
    # 40 million exactly is within the limit: this file then fails for its missing pixels only.
    assert error_of(bomb(8_000, 5_000), "big.png", "image/png")[0] == "not_a_picture"


def test_a_file_over_ten_megabytes_is_not_even_opened():
    assert error_of(b"\0" * (pictures.MOST_BYTES + 1))[0] == "too_heavy"


def test_a_picture_needs_two_hundred_pixels_a_side():
    assert error_of(picture_file(400, 199).read())[0] == "too_small"
    assert PhotoForm({}, {"picture": picture_file(200, 200)}).is_valid()


def test_an_empty_file_is_refused():
    assert error_of(b"")[0] == "empty"


def upload(nour, file):
    form = PhotoForm({"alt_text": "Me"}, {"picture": file})
    assert form.is_valid(), form.errors
    return photos.add(actor=nour.person, creator=nour, **form.cleaned_data)


def opened(name):
    return Image.open(default_storage.open(name))


def test_nothing_of_the_upload_survives_but_its_pixels(nour):
    exif = Image.Exif()
    exif[0x010F] = "SECRETCAMERA"
    exif.get_ifd(0x8825)[1] = "N"
    file = picture_file(1_000, 500, exif=exif, comment=b"SECRETCOMMENT")
    file = SimpleUploadedFile("SECRETNAME.jpg", file.read() + b"SECRETTAIL<script>", content_type="image/jpeg")
    photo = upload(nour, file)
    for field in (photo.small, photo.medium, photo.large):
        content = default_storage.open(field.name).read()
        assert b"SECRET" not in content
        assert "SECRET" not in field.name
        found = opened(field.name)
        assert (found.format, dict(found.getexif()), found.info.get("icc_profile")) == ("WEBP", {}, None)


def test_sizes_are_made_and_a_turned_photo_stands_upright(nour):
    exif = Image.Exif()
    exif[0x0112] = 6
    photo = upload(nour, picture_file(3_000, 2_000, exif=exif))
    assert (photo.width, photo.height) == (2_000, 3_000)
    sizes = [opened(field.name).size for field in (photo.small, photo.medium, photo.large)]
    assert sizes == [(160, 160), (427, 640), (1_067, 1_600)]


def test_transparency_becomes_white(nour):
    content = io.BytesIO()
    Image.new("RGBA", (300, 300), (255, 0, 0, 0)).save(content, "PNG")
    photo = upload(nour, SimpleUploadedFile("me.png", content.getvalue(), content_type="image/png"))
    assert opened(photo.medium.name).convert("RGB").getpixel((10, 10)) == (255, 255, 255)


def test_a_picture_is_served_with_headers_that_let_nothing_run(client, nour):
    photo = upload(nour, picture_file())
    answer = client.get(photo.medium_url)
    assert (answer.status_code, answer["Content-Type"]) == (200, "image/webp")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert "immutable" in answer["Cache-Control"]
    assert client.get(photo.medium_url.replace("-medium", "-large")).status_code == 200
    assert client.get("/pictures/" + "0" * 32 + "-medium.webp").status_code == 404
    assert client.get("/pictures/../private/proofs/x.webp").status_code == 404


def test_at_most_eight_photos(nour):
    for position in range(7):
        PhotoFactory(creator=nour, position=position)
    assert upload(nour, picture_file()).position == 7
    with pytest.raises(photos.TooManyPhotos):
        upload(nour, picture_file())
    assert nour.photos.count() == 8


def test_photos_are_reordered_as_a_whole(nour, lea):
    made = [PhotoFactory(creator=nour, position=position) for position in range(3)]
    order = [made[2].public_id, made[0].public_id, made[1].public_id]
    photos.reorder(actor=nour.person, creator=nour, order=order)
    assert list(nour.photos.values_list("public_id", flat=True)) == order
    for wrong in (order[:2], [*order, order[0]], [order[0], order[0], order[1]]):
        with pytest.raises(Invalid):
            photos.reorder(actor=nour.person, creator=nour, order=wrong)
    with pytest.raises(NotYours):
        photos.reorder(actor=lea.person, creator=nour, order=order)
    assert list(nour.photos.values_list("public_id", flat=True)) == order


def test_a_removed_photo_leaves_no_file(nour, lea, django_capture_on_commit_callbacks):
    photo = upload(nour, picture_file())
    with pytest.raises(NotYours):
        photos.remove(actor=lea.person, photo=photo)
    with django_capture_on_commit_callbacks(execute=True):
        photos.remove(actor=nour.person, photo=photo)
    assert not Photo.objects.filter(pk=photo.pk).exists()
    assert [default_storage.exists(name) for name in (photo.small.name, photo.large.name)] == [False, False]


def test_the_only_photo_of_a_published_profile_stays(lea):
    with pytest.raises(NotComplete):
        photos.remove(actor=lea.person, photo=lea.photos.get())
    assert lea.photos.count() == 1


def test_a_piece_of_work_is_added_changed_and_removed_by_its_owner(nour, lea):
    picture = pictures.read(picture_file(), sizes=("medium",))
    item = portfolio.add(actor=nour.person, creator=nour, title=" Bread ", link="https://a.example/x", picture=picture)
    assert (item.title, item.site, item.picture_width) == ("Bread", "a.example", 400)
    changed = portfolio.update(actor=nour.person, item=item, title="More bread", results="12 loaves")
    assert (changed.title, changed.link, changed.picture.name) == ("More bread", "", item.picture.name)
    with pytest.raises(NotYours):
        portfolio.remove(actor=lea.person, item=item)
    portfolio.remove(actor=nour.person, item=item)
    assert nour.portfolio.count() == 0


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"title": " "}, "title"),
        ({"title": "x" * 121}, "title"),
        ({"link": "javascript:alert(1)"}, "link"),
        ({"link": "ftp://example.org/"}, "link"),
        ({"results": "x" * 601}, "results"),
    ],
)
def test_a_piece_of_work_that_is_none(nour, wrong, field):
    with pytest.raises(Invalid) as refusal:
        portfolio.add(**{"actor": nour.person, "creator": nour, "title": "Bread", **wrong})
    assert list(refusal.value.errors) == [field]
    assert nour.portfolio.count() == 0
