"""Posts: said one by one or taken from a file; what cannot be is refused, and nothing else is lost."""

import datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from creators.actions import posts
from creators.models import Post
from creators.policies import NotYours
from marketplace.activity.models import Event
from marketplace.core.errors import Invalid
from tests.factories.accounts import PersonFactory, local_today
from tests.factories.creators import published_creator

pytestmark = pytest.mark.django_db
TODAY = local_today()


@pytest.fixture
def channel():
    return published_creator().channels.get()


def save(channel, **values):
    return posts.save(actor=channel.creator.person, channel=channel, **{"published_on": TODAY, **values})


def test_a_post_is_kept_with_the_day_its_views_were_read(channel):
    saved = save(channel, views=2_500, is_sponsored=False)
    row = Post.objects.get()
    assert (row.pk, row.views, row.counted_on) == (saved.pk, 2_500, TODAY)
    assert (row.is_sponsored, row.is_boosted) == (False, None)
    assert Event.objects.filter(verb="creators.posts_changed", subject_id=channel.creator_id).count() == 1


def test_a_known_link_is_brought_up_to_date(channel):
    save(channel, url="https://example.org/1", views=1)
    save(channel, url="https://example.org/1", views=3_000_000_000)
    assert list(Post.objects.values_list("views", flat=True)) == [3_000_000_000]


@pytest.mark.parametrize(
    ("values", "field"),
    [({"published_on": None}, "published_on"), ({"published_on": TODAY + datetime.timedelta(2)}, "published_on"),
     ({"views": -1}, "views"), ({"views": posts.MOST_VIEWS + 1}, "views")],
)  # fmt: skip
def test_what_cannot_be_is_refused(channel, values, field):
    with pytest.raises(Invalid) as refused:
        save(channel, **values)
    assert set(refused.value.errors) == {field}
    assert Post.objects.count() == 0


def test_another_post_may_not_take_the_link_of_one(channel):
    save(channel, url="https://example.org/1")
    second = save(channel, url="https://example.org/2")
    with pytest.raises(Invalid) as refused:
        save(channel, post=second, url="https://example.org/1")
    assert set(refused.value.errors) == {"url"}
    second.refresh_from_db()
    assert second.url == "https://example.org/2"


def test_somebody_else_may_not(channel):
    with pytest.raises(NotYours):
        posts.save(actor=PersonFactory(), channel=channel, published_on=TODAY)
    with pytest.raises(NotYours):
        posts.remove(actor=PersonFactory(), post=save(channel))
    assert Post.objects.count() == 1


def test_a_file_is_taken_row_by_row(client, channel):
    lines = [
        "published_on;views;url;is_sponsored",
        f"{TODAY};2 500;https://example.org/1;oui",
        "yesterday;1;;",
        f"{TODAY};many;;",
        f"{TODAY + datetime.timedelta(9)};1;;",
        f"{TODAY};;;perhaps",
        f"{TODAY};12,5k;https://example.org/2;non",
    ]
    client.force_login(channel.creator.person)
    upload = SimpleUploadedFile("posts.csv", "\n".join(lines).encode("utf-8-sig"))
    answer = client.post(reverse("creators:posts_file", args=[channel.public_id]), {"file": upload})
    assert [line for line, _why in answer.context["report"].refused] == [3, 4, 5, 6]
    kept = Post.objects.order_by("url").values_list("url", "views", "is_sponsored")
    assert list(kept) == [("https://example.org/1", 2_500, True), ("https://example.org/2", 12_500, False)]


@pytest.mark.parametrize("content", [b"views\n1\n", b"\xff\xfe\x00"])
def test_a_file_that_cannot_be_read_says_so_at_its_field(client, channel, content):
    client.force_login(channel.creator.person)
    upload = SimpleUploadedFile("posts.csv", content)
    answer = client.post(reverse("creators:posts_file", args=[channel.public_id]), {"file": upload})
    assert (answer.status_code, list(answer.context["file_form"].errors)) == (422, ["file"])
    assert Post.objects.count() == 0


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_asks_a_fixed_number_of_queries(client, channel, count, django_assert_num_queries):
    for number in range(count):
        save(channel, url=f"https://example.org/{number}")
    client.force_login(channel.creator.person)
    address = reverse("creators:posts", args=[channel.public_id])
    client.get(address)
    with django_assert_num_queries(8):
        client.get(address)
