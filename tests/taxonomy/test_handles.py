"""One spelling for each channel, whatever was pasted."""

import pytest

from marketplace.taxonomy.handles import FORMS, BadHandle, normalise, read, recognise

VALID = [
    ("tiktok", "ab", "ab"),
    ("tiktok", "a" * 24, "a" * 24),
    ("tiktok", "@Khaby.Lame", "khaby.lame"),
    ("tiktok", "https://www.tiktok.com/@khaby.lame?lang=fr", "khaby.lame"),
    ("tiktok", "m.tiktok.com/@a_b/video/7123", "a_b"),
    ("instagram", "a", "a"),
    ("instagram", "a" * 30, "a" * 30),
    ("instagram", "https://instagram.com/Leo.Messi/", "leo.messi"),
    ("youtube", "abc", "abc"),
    ("youtube", "é" * 30, "é" * 30),
    ("youtube", "https://www.youtube.com/@MrBeast/videos", "mrbeast"),
    ("youtube", "https://youtube.com/c/MrBeast6000", "mrbeast6000"),
    ("youtube", "UCX6OQ3DkcsbYNE6H8uQQuVA", "channel/ucx6oq3dkcsbyne6h8uqquva"),
    ("threads", "https://www.threads.net/@zuck", "zuck"),
    ("x", "a" * 15, "a" * 15),
    ("x", "https://twitter.com/NASA/status/1", "nasa"),
    ("twitch", "abc", "abc"),
    ("twitch", "a" * 25, "a" * 25),
    ("snapchat", "https://www.snapchat.com/add/jean-luc", "jean-luc"),
    ("linkedin", "https://fr.linkedin.com/in/Marie-Curie/", "marie-curie"),
    ("linkedin", "https://www.linkedin.com/company/entente", "company/entente"),
    ("facebook", "https://m.facebook.com/some.page", "some.page"),
    ("facebook", "https://www.facebook.com/profile.php?id=1000123456", "profile.php?id=1000123456"),
    ("pinterest", "https://www.pinterest.fr/deco_maison/", "deco_maison"),
    ("podcast", "https://www.example.org/show/", "example.org/show"),
    ("newsletter", "Name.Substack.com", "name.substack.com"),
]
INVALID = [
    ("tiktok", ""),
    ("tiktok", "a"),
    ("tiktok", "a" * 25),
    ("tiktok", "ends."),
    ("tiktok", "with space"),
    ("tiktok", "https://www.instagram.com/leomessi"),
    ("tiktok", "https://vm.tiktok.com/ZM8abc/"),
    ("instagram", "a" * 31),
    ("instagram", ".a"),
    ("instagram", "a."),
    ("instagram", "a..b"),
    ("instagram", "https://www.instagram.com/p/CxYz/"),
    ("instagram", "https://www.instagram.com/"),
    ("youtube", "ab"),
    ("youtube", "a" * 31),
    ("youtube", "Like Nastya"),
    ("youtube", "https://www.youtube.com/watch?v=1"),
    ("threads", "a..b"),
    ("x", "a" * 16),
    ("x", "a.b"),
    ("twitch", "ab"),
    ("twitch", "a" * 26),
    ("twitch", "_abc"),
    ("snapchat", "ab"),
    ("snapchat", "1abc"),
    ("snapchat", "a" * 16),
    ("linkedin", "ab"),
    ("facebook", "abcd"),
    ("facebook", "https://www.facebook.com/profile.php"),
    ("pinterest", "ab"),
    ("pinterest", "a-b-c"),
    ("podcast", "not an address"),
    ("podcast", "nodot"),
    ("newsletter", "https://"),
    ("newsletter", "a" * 117 + ".com"),
    ("x", "https://[broken"),
]


@pytest.mark.parametrize(("platform", "text", "handle"), VALID)
def test_what_is_pasted_becomes_the_one_spelling(platform, text, handle):
    assert normalise(platform, text) == handle
    assert normalise(platform, handle) == handle
    assert normalise(platform, read(platform, text).url) == handle


@pytest.mark.parametrize(("platform", "text"), INVALID)
def test_what_is_no_channel_is_refused_with_a_sentence(platform, text):
    with pytest.raises(BadHandle) as refusal:
        normalise(platform, text)
    assert refusal.value.errors["handle"][0].endswith(".")


def test_every_platform_has_a_valid_and_an_invalid_example():
    assert {platform for platform, *_ in VALID} == {platform for platform, _ in INVALID} == set(FORMS)


def test_the_address_of_a_channel_keeps_the_case_of_an_id():
    assert read("youtube", "UCX6OQ3DkcsbYNE6H8uQQuVA").url == "https://www.youtube.com/channel/UCX6OQ3DkcsbYNE6H8uQQuVA"
    assert read("tiktok", "@Khaby.Lame").url == "https://www.tiktok.com/@khaby.lame"


@pytest.mark.parametrize(
    ("address", "platform"),
    [("https://www.tiktok.com/@a", "tiktok"), ("twitter.com/nasa", "x"), ("example.org", ""), ("@name", "")],
)
def test_an_address_tells_its_platform(address, platform):
    assert recognise(address) == platform
