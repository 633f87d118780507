"""The posts of a channel: listed, said one by one, or taken from a file."""

import uuid

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from creators.actions import posts as actions
from creators.forms import PostFileForm, PostForm
from creators.models import TRAITS, Channel, Creator, Post
from creators.views.channels import own_channel
from creators.views.door import own_profile, page
from marketplace.accounts.policies import actor_of
from marketplace.core.forms import sent, submit

ON_A_PAGE = 50


@require_http_methods(["GET", "HEAD", "POST"])
@own_profile
def posts(request: HttpRequest, creator: Creator, public_id: uuid.UUID) -> HttpResponse:
    """Every post of a channel; the form adds one."""
    channel = own_channel(request, public_id)
    form = PostForm(*sent(request))
    if submit(form, lambda data: actions.save(actor=actor_of(request), channel=channel, **data)):
        messages.success(request, _("The post is recorded."))
        return redirect("creators:posts", channel.public_id)
    return _list(request, creator, channel, form, PostFileForm())


@require_POST
@own_profile
def take_file(request: HttpRequest, creator: Creator, public_id: uuid.UUID) -> HttpResponse:
    """Take a file of posts; rows that cannot be are listed with their reasons, the others are kept."""
    channel = own_channel(request, public_id)
    form = PostFileForm(request.POST, request.FILES)
    if not form.is_valid():
        return _list(request, creator, channel, PostForm(), form)
    rows, refused = form.cleaned_data["file"]
    report = actions.take_rows(actor=actor_of(request), channel=channel, rows=rows)
    report.refused = sorted([*refused, *report.refused])
    taken = report.created + report.updated
    if taken:
        messages.success(request, ngettext("%(count)s post was taken.", "%(count)s posts were taken.", taken)
                         % {"count": taken})  # fmt: skip
    if not report.refused:
        return redirect("creators:posts", channel.public_id)
    return _list(request, creator, channel, PostForm(), PostFileForm(), report)


@require_http_methods(["GET", "HEAD", "POST"])
@own_profile
def post(request: HttpRequest, creator: Creator, public_id: uuid.UUID) -> HttpResponse:
    """Say something else of one post."""
    found = _own_post(creator, public_id)
    answers = {name: {True: "yes", False: "no", None: ""}[getattr(found, name)] for name in TRAITS}
    known = {name: getattr(found, name) for name in ("published_on", "views", "url", "title", "duration_s")}
    form = PostForm(*sent(request), initial={**known, **answers})
    if submit(form, lambda data: actions.save(actor=actor_of(request), channel=found.channel, post=found, **data)):
        messages.success(request, _("The post is saved."))
        return redirect("creators:posts", found.channel.public_id)
    return page(request, creator, "posts", bool(form.errors), form=form, channel=found.channel, post=found)


@require_POST
@own_profile
def remove_post(request: HttpRequest, creator: Creator, public_id: uuid.UUID) -> HttpResponse:
    """Forget a post."""
    found = _own_post(creator, public_id)
    actions.remove(actor=actor_of(request), post=found)
    messages.success(request, _("The post is removed."))
    return redirect("creators:posts", found.channel.public_id)


def _own_post(creator: Creator, public_id: uuid.UUID) -> Post:
    mine = Post.objects.select_related("channel__platform", "channel__creator").filter(
        channel__creator=creator, channel__removed_at=None
    )
    return get_object_or_404(mine, public_id=public_id)


def _list(
    request: HttpRequest,
    creator: Creator,
    channel: Channel,
    form: PostForm,
    file_form: PostFileForm,
    report: actions.Report | None = None,
) -> HttpResponse:
    wrong = bool(form.errors or file_form.errors)
    listed = Paginator(channel.posts.all(), ON_A_PAGE).get_page(request.GET.get("page"))
    return page(
        request, creator, "posts", wrong, form=form, file_form=file_form, channel=channel, posts=listed, report=report
    )
