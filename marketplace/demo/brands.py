"""Made-up brands and their campaigns."""

from datetime import timedelta
from typing import Any

from django.utils import timezone
from django.utils.text import slugify

from brands.actions import campaigns
from brands.enums import Objective, Role
from brands.models import Brand, Member
from marketplace.accounts.models import Person
from marketplace.demo import words
from marketplace.demo.creators import COUNTRIES
from marketplace.taxonomy.models import DeliverableKind, Niche, Platform, Sector


def make(*, owner: Person, viewer: Person, staff: Person) -> None:
    """Make the brands of `words.BRANDS` and their campaigns; `owner` owns all, `viewer` reads the first."""
    sectors = {sector.code: sector for sector in Sector.objects.all()}
    rows = [
        Brand.objects.create(
            name=name,
            slug=slugify(name),
            legal_name=legal,
            country=country,
            company_number=f"{900_100_000 + index * 137}",
            website=f"https://{slugify(name)}.example",
            sector=sectors.get(sector),
            verified_at=timezone.now() if index < 4 else None,
            verified_by=staff if index < 4 else None,
        )
        for index, (name, legal, sector, country) in enumerate(words.BRANDS)
    ]
    Member.objects.bulk_create(Member(brand=row, person=owner, role=Role.OWNER) for row in rows)
    Member.objects.create(brand=rows[0], person=viewer, role=Role.VIEWER)
    for sketch in words.CAMPAIGNS:
        _campaign(rows[sketch.brand], owner, sketch)


def _campaign(brand: Brand, owner: Person, sketch: words.Sketch) -> None:
    """Drafted and published like anybody's: what a person could not publish is not in the demo either."""
    draft = campaigns.create(
        actor=owner, brand=brand, title=sketch.title, **_terms(brand, sketch), **_lines(brand, sketch)
    )
    campaigns.publish(actor=owner, campaign=draft)


def _terms(brand: Brand, sketch: words.Sketch) -> dict[str, Any]:
    low, high, fr = sketch.fee_min, sketch.fee_max, sketch.french_audience
    today = timezone.now().date()
    return {
        "objective": Objective.AWARENESS if high else Objective.CONTENT,
        "product": brand.name,
        "product_sector": brand.sector,
        "brief": _brief(sketch.title, brand.name, sketch.niches),
        "budget_minor": high * 8 or None,
        "fee_min_minor": low or None,
        "fee_max_minor": high or None,
        "is_barter": not high,
        "seats": 6,
        "apply_until": today + timedelta(days=30),
        "content_from": today + timedelta(days=35),
        "content_until": today + timedelta(days=80),
        "countries": ["FR", "BE"] if fr else list(COUNTRIES),
        "languages": ["fr"] if fr else ["fr", "en"],
        "audience_wanted": {"countries": {"FR": fr}, "ages": {"18-24": 2_000}} if fr else {},
        "usage_rights": [{"use": "organic", "days": 90, "territory": "world"}],
        "disclosure": "Collaboration commerciale",
        "hashtags": [slugify(brand.name).replace("-", "")],
        "rules": _rules(sketch.least_followers, fr),
    }


def _lines(brand: Brand, sketch: words.Sketch) -> dict[str, Any]:
    video = {
        "kind": DeliverableKind.objects.get(code="sponsored_video"),
        "platform": Platform.objects.get(code=sketch.platforms[0]),
        "count": 1,
        "due_on": timezone.now().date() + timedelta(days=80),
    }
    box = {"name": f"Coffret {brand.name}", "value_minor": 6_500, "quantity": 1}
    return {
        "niches": list(Niche.objects.filter(code__in=sketch.niches)),
        "platforms": list(Platform.objects.filter(code__in=sketch.platforms)),
        "deliverables": [video],
        "gifts": [] if sketch.fee_max else [box],
    }


def _rules(least: int, french: int) -> dict[str, Any]:
    rules: list[dict[str, Any]] = [{"code": "followers", "measure": "followers", "op": "gte", "value": least}]
    rules.append({"code": "posts", "measure": "posts_30d", "op": "gte", "value": 3})
    if french:
        rules.append({"code": "audience-fr", "measure": "audience_country_bp:FR", "op": "gte", "value": french // 2})
        rules.append({"code": "language", "measure": "languages", "op": "has", "value": ["fr"]})
    return {"all": rules}


def _brief(title: str, brand: str, niches: list[str]) -> str:
    subjects = " ; ".join(words.SUBJECTS[niche][0] for niche in niches)
    return (
        f"{title}. Au programme : {subjects}. {brand} cherche des créatrices et créateurs qui parlent vrai. "
        "Montrez l’usage, pas l’étiquette ; "
        "dites ce qui vous a plu et ce qui vous a manqué. Une vidéo de 30 à 90 secondes, tournée chez vous, "
        "sous-titrée. "
        "Vous gardez le montage final ; nous relisons seulement les faits."
    )
