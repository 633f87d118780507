"""The names of channels: one spelling for each, whatever was pasted.

`normalise("tiktok", "https://www.tiktok.com/@Khaby.Lame?lang=fr")` → "khaby.lame". Pure: no database.
"""

import re
from dataclasses import dataclass
from typing import NamedTuple
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit

from django.utils.translation import gettext as _

from marketplace.core.errors import Invalid
from marketplace.taxonomy import files


class BadHandle(Invalid):
    """This is not the name of a channel on this platform."""

    def __init__(self, message: str) -> None:
        super().__init__({"handle": [message]})


@dataclass(frozen=True)
class Form:
    """How a platform writes its handles, from the data file."""

    name: str
    pattern: re.Pattern[str]
    url_pattern: str


FORMS = {
    row["code"]: Form(row["name"], re.compile(row["handle_pattern"]), row["url_pattern"]) for row in files.platforms()
}

_HOSTS = {
    "tiktok.com": "tiktok",
    "vm.tiktok.com": "",
    "instagram.com": "instagram",
    "youtube.com": "youtube",
    "youtu.be": "",
    "threads.net": "threads",
    "threads.com": "threads",
    "x.com": "x",
    "twitter.com": "x",
    "twitch.tv": "twitch",
    "snapchat.com": "snapchat",
    "linkedin.com": "linkedin",
    "facebook.com": "facebook",
    "fb.com": "facebook",
    "pinterest.com": "pinterest",
    "pinterest.fr": "pinterest",
}
_MIRRORS = re.compile(r"^(?:www|m|mobile|web|fr|en)\.")
#: First parts of an address that lead to a post or a page of the platform, not to a channel.
_NOT_CHANNELS = {
    "p", "reel", "reels", "tv", "stories", "explore", "watch", "shorts", "playlist", "hashtag", "tag", "discover",
    "video", "videos", "results", "search", "feed", "i", "home", "intent", "share", "groups", "events",
    "marketplace", "pin", "t", "directory", "live", "music", "spotlight", "posts", "jobs", "school",
}  # fmt: skip
#: First parts of an address after which the channel's name follows.
_PREFIXES = {
    "youtube": {"c", "user"},
    "snapchat": {"add"},
    "linkedin": {"in"},
    "facebook": {"pg"},
}
#: Addresses, not names, identify a show or a letter.
ADDRESSED = frozenset({"podcast", "newsletter"})
LONGEST = 120
_INVISIBLE = " \t\r\n\u00a0\u200b\u200e\u200f\ufeff"


class Named(NamedTuple):
    """A channel: its handle in the one spelling (always lower case) and its public address (ids keep their case)."""

    handle: str
    url: str


def normalise(platform: str, text: str) -> str:
    """The one spelling of a handle; see `read`."""
    return read(platform, text).handle


def read(platform: str, text: str) -> Named:
    """The channel meant by a name, an @name or a pasted address.

    Raises BadHandle if it is empty, of another platform, the address of a post, or not in the platform's form.
    """
    form = FORMS[platform]
    text = text.strip(_INVISIBLE)
    if not text:
        raise BadHandle(_("Enter the name of the channel."))
    if platform in ADDRESSED:
        spelled = _address(text)
    elif "/" in text or _looks_like_host(text):
        spelled = _from_address(platform, form, text)
    else:
        spelled = _fold(platform, text.lstrip("@"))
    handle = spelled.lower()
    if len(handle) > LONGEST or not form.pattern.fullmatch(handle):
        shown = {"text": text[:80], "platform": form.name}
        raise BadHandle(_("“%(text)s” is not a channel name that %(platform)s allows.") % shown)
    return Named(handle, _address_of(platform, form, spelled))


def recognise(address: str) -> str:
    """The code of the platform an address belongs to, or "" if it is none of ours."""
    parts = _split(address.strip())
    return _HOSTS.get(_host(parts), "") if parts.netloc else ""


def _address_of(platform: str, form: Form, spelled: str) -> str:
    if "/" in spelled and platform not in ADDRESSED:
        # channel/UC… and company/… stand right after the host.
        parts = urlsplit(form.url_pattern)
        return f"{parts.scheme}://{parts.netloc}/{spelled}"
    return form.url_pattern.replace("{handle}", spelled)


def _from_address(platform: str, form: Form, text: str) -> str:
    if _channel_id(platform, text):
        return _fold(platform, text)
    parts = _split(text)
    found = _HOSTS.get(_host(parts))
    if found is None and platform in ("linkedin", "facebook", "youtube") and "." not in parts.netloc:
        return _fold(platform, text)
    if found != platform:
        raise BadHandle(_("This address is not on %(platform)s.") % {"platform": form.name})
    if platform == "facebook" and parts.path.rstrip("/") == "/profile.php":
        return f"profile.php?id={parse_qs(parts.query).get('id', [''])[0]}"
    steps = [unquote(step) for step in parts.path.split("/") if step]
    if steps and steps[0] in _PREFIXES.get(platform, set()):
        steps = steps[1:]
    if not steps or (steps[0].lower() in _NOT_CHANNELS and not steps[0].startswith("@")):
        raise BadHandle(_("This is the address of a page or a post, not of a channel."))
    kept = 2 if steps[0] in ("channel", "company") and platform in ("youtube", "linkedin") else 1
    return _fold(platform, "/".join(steps[:kept]).lstrip("@"))


def _fold(platform: str, name: str) -> str:
    if _channel_id(platform, name):
        return f"channel/{name.removeprefix('channel/')}"
    return name.strip().lower()


def _channel_id(platform: str, text: str) -> bool:
    # The ids of YouTube tell upper from lower case; nothing else does.
    return platform == "youtube" and re.fullmatch(r"(?:channel/)?UC[A-Za-z0-9_-]{22}", text) is not None


def _address(text: str) -> str:
    """Host and path of a show or a letter; the path keeps its case, for it may hold an id."""
    parts = _split(text)
    return parts.netloc.lower().removeprefix("www.") + parts.path.rstrip("/")


def _looks_like_host(text: str) -> bool:
    return _MIRRORS.sub("", text.lower()) in _HOSTS


def _split(text: str) -> SplitResult:
    try:
        return urlsplit(text if "://" in text else f"https://{text}")
    except ValueError:
        raise BadHandle(_("This address cannot be read.")) from None


def _host(parts: SplitResult) -> str:
    return _MIRRORS.sub("", (parts.netloc.rsplit("@", 1)[-1].split(":")[0]).lower())
