"""Which column means what: the fields a file can fill, and guesses from its headers and first rows."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from creators.imports import values
from marketplace.core.errors import DomainError
from marketplace.taxonomy import handles
from marketplace.taxonomy.words import fold


@dataclass(frozen=True)
class Field:
    """Something a column can mean. `names` are headers people give it, folded."""

    code: str
    label: Any
    names: tuple[str, ...]
    several: bool = False
    numeric: bool = False


def _field(code: str, label: Any, names: str, **options: bool) -> Field:
    return Field(code, label, tuple(name.strip() for name in names.split(",")), **options)


FIELDS = {
    field.code: field
    for field in (
        _field(
            "handle", _("Handle (name of the channel)"),
            "handle,username,user name,user,screen name,account,account name,channel,channel name,pseudo,compte,"
            "identifiant,nom d utilisateur,chaine,nom de la chaine,insta,instagram,tiktok,youtube channel,channel id,"
            "unique id,uniqueid,login,tiktoker name,influencer,influenceur,youtube,twitch,nickname",
        ),
        _field(
            "display_name", _("Name shown"),
            "display name,full name,nom,nom affiche,nom complet,creator,creator name,createur,name,artist,title,"
            "instagram name,tiktok name,youtuber name,channel title,nom du createur,influencer name",
        ),
        _field("url", _("Link of the channel"), "url,link,lien,profile url,channel url,profile link,adresse,profil"),
        _field("platform", _("Platform"), "platform,plateforme,network,reseau,social network,reseau social,media"),
        _field("bio", _("Bio"), "bio,biography,biographie,signature,description,about,a propos,presentation"),
        _field(
            "niche", _("Niche or category"),
            "niche,niches,category,categorie,categories,topic,topics,theme,thematique,thematiques,vertical,interest,"
            "centre d interet,category 1,category 2,category 3,categorie 1,categorie 2,commercecategory,"
            "commerce category,genre,secteur,topic of influence",
            several=True,
        ),
        _field("language", _("Language"), "language,languages,langue,langues,lang,main language", several=True),
        _field("country", _("Country of the account"), "country,pays,region,location,country code,code pays"),
        _field("city", _("City"), "city,ville,town"),
        _field("is_business", _("Business account"), "business,business account,is business,commerceuser,compte pro"),
        _field(
            "followers", _("Followers"),
            "followers,followers count,follower count,number of followers,nb followers,subscribers,subscriber count,"
            "subscribers count,abonnes,nombre d abonnes,nb abonnes,fans,fan count,audience,audience size,follower,"
            "total followers,subs",
            numeric=True,
        ),
        _field(
            "following", _("Accounts followed"),
            "following,followees,following count,followings,abonnements,nb abonnements,comptes suivis,friends",
            numeric=True,
        ),
        _field(
            "posts_total", _("Posts in all"),
            "posts,posts count,post count,number of posts,media count,total posts,total videos,videos,video count,"
            "videocount,publications,nb publications,nombre de publications,nb videos,tweets,uploads",
            numeric=True,
        ),
        _field(
            "likes_total", _("Likes in all"),
            "likes,total likes,likes total,hearts,heart count,heartcount,j aime,mentions j aime,total des likes",
            numeric=True,
        ),
        _field("posts_30d", _("Posts in 30 days"), "posts 30d,posts 30 days,posts 30 jours,publications 30 jours",
               numeric=True),
        _field("views_30d", _("Views in 30 days"), "views 30d,views 30 days,vues 30 jours,vues 30j,monthly views",
               numeric=True),
        _field("likes_30d", _("Likes in 30 days"), "likes 30d,likes 30 days,likes 30 jours", numeric=True),
        _field("comments_30d", _("Comments in 30 days"), "comments 30d,comments 30 days,commentaires 30 jours",
               numeric=True),
        _field("shares_30d", _("Shares in 30 days"), "shares 30d,shares 30 days,partages 30 jours", numeric=True),
        _field("median_views_20", _("Median views of the last 20 posts"), "median views,vues medianes,median views 20",
               numeric=True),
        _field(
            "median_engagement_20", _("Median engagement of the last 20 posts"),
            "median engagement,engagement median,median engagement 20,median interactions", numeric=True,
        ),
        _field(
            "engagement_rate", _("Engagement rate: median engagement of the last 20 posts, in % of followers"),
            "engagement rate,taux d engagement,er,er %,engagement %,median engagement rate", numeric=True,
        ),
        _field("as_of", _("Date of the numbers"), "as of,date,measured on,date de mesure,last updated,mis a jour"),
    )
}  # fmt: skip

_BY_NAME = {name: field.code for field in FIELDS.values() for name in field.names}
#: Headers that hold a name of some kind; the rows tell whether it is the handle or the name shown.
_NAMELIKE = re.compile(r"\b(name|nom|channel|chaine|account|compte|creator|influenc\w+)\b")
_FOLDED_HEADER = re.compile(r"^(?:nb|nombre|number|total|count)\s+(?:of|de|d)\s+")


class NothingToTell(DomainError):
    """No column names the channels."""


def suggest(
    headers: Sequence[str],
    samples: Sequence[Sequence[str]],
    *,
    platform: str = "",
    known: Mapping[str, str] | None = None,
) -> dict[int, str]:
    """Field by position of the column. `known` is what the source meant last time; its word is taken."""
    known = known or {}
    mapping = {at: known[key] for at, key in enumerate(keys(headers)) if known.get(key) in FIELDS}
    settled = {key for key in keys(headers) if key in known}
    for at, key in enumerate(keys(headers)):
        if at not in mapping and key not in settled:
            code = _code_of(headers[at])
            if code:
                mapping[at] = code
    if not settled:
        _settle_names(headers, samples, platform, mapping)
    return _one_column_each(mapping, samples)


def keys(headers: Sequence[str]) -> list[str]:
    """What a source remembers a column by: its header, and for the second of the same name its number."""
    folded = [fold(header) for header in headers]
    return [f"{name}#{folded[:at].count(name) + 1}" if name in folded[:at] else name for at, name in enumerate(folded)]


def remember(headers: Sequence[str], mapping: Mapping[int, str]) -> dict[str, str]:
    """The mapping in the form a source keeps; "" for a column that was left out on purpose."""
    return {key: mapping.get(at, "") for at, key in enumerate(keys(headers)) if key}


def require_names(mapping: Mapping[int, str]) -> None:
    """Raises NothingToTell if no column says which channel a row is about."""
    if not {"handle", "url"} & set(mapping.values()):
        raise NothingToTell(str(_("Say which column holds the handle or the link of the channel.")), field="mapping")


def _code_of(header: str) -> str:
    folded = fold(header)
    if folded in _BY_NAME:
        return _BY_NAME[folded]
    shortened = _FOLDED_HEADER.sub("", folded).replace(" count", "")
    return _BY_NAME.get(shortened, "")


def _settle_names(
    headers: Sequence[str], samples: Sequence[Sequence[str]], platform: str, mapping: dict[int, str]
) -> None:
    """Among the columns that hold names, the one that reads most like handles is the handle."""
    named = [
        at
        for at, header in enumerate(headers)
        if mapping.get(at) in ("handle", "display_name") or (at not in mapping and _NAMELIKE.search(fold(header)))
    ]
    if not named:
        return
    for at in named:
        mapping.pop(at, None)
    strength = {at: _likeness(at, headers[at], samples, platform) for at in named}
    best = max(named, key=lambda at: (strength[at], -at))
    if strength[best] > 0.5:
        mapping[best] = "handle"
        named.remove(best)
    if named:
        mapping[max(named, key=lambda at: (fold(headers[at]) in FIELDS["display_name"].names, -at))] = "display_name"


def _likeness(at: int, header: str, samples: Sequence[Sequence[str]], platform: str) -> float:
    cells = [row[at].strip() for row in samples if at < len(row) and row[at].strip()]
    if not cells:
        return 0.0
    valid = sum(_is_handle(cell, platform) for cell in cells) / len(cells)
    small = sum(cell == cell.lower() and " " not in cell for cell in cells) / len(cells)
    sure = fold(header) in ("handle", "username", "user name", "screen name", "pseudo", "unique id", "identifiant")
    return valid + small / 4 + sure


def _is_handle(cell: str, platform: str) -> bool:
    try:
        handles.normalise(platform or "instagram", cell)
    except handles.BadHandle:
        return False
    return True


def _one_column_each(mapping: dict[int, str], samples: Sequence[Sequence[str]]) -> dict[int, str]:
    """Of two columns for one field, the more exact is kept: "409800000" rather than "409.8M"."""
    kept: dict[int, str] = {}
    for code in dict.fromkeys(mapping[at] for at in sorted(mapping)):
        columns = [at for at in sorted(mapping) if mapping[at] == code]
        if FIELDS[code].several:
            kept |= dict.fromkeys(columns, code)
        else:
            kept[max(columns, key=lambda at: (_exactness(at, samples) if FIELDS[code].numeric else 0, -at))] = code
    return dict(sorted(kept.items()))


def _exactness(at: int, samples: Sequence[Sequence[str]]) -> float:
    cells = [row[at] for row in samples if at < len(row) and values.said(row[at])]
    return sum(re.fullmatch(r"[0-9 .,']+", cell.strip()) is not None for cell in cells) / len(cells) if cells else 0.0
