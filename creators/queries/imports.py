"""What an import told, and imported profiles that wait for their owner."""

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from creators.enums import CreatorState, Outcome
from creators.imports.columns import FIELDS
from creators.imports.reasons import REFUSALS, sentence
from creators.models import Channel, ClaimRequest, ImportBatch, ImportRow
from marketplace.accounts.models import Person
from marketplace.taxonomy import handles
from marketplace.taxonomy.models import Platform


@dataclass(frozen=True)
class Told:
    """One row somebody should look at."""

    line: int
    outcome: str
    reasons: list[tuple[str, str]]
    cells: list[str]


@dataclass(frozen=True)
class Reason:
    """How often one reason was given."""

    text: str
    count: int
    refuses: bool


def told_rows(batch: ImportBatch, *, outcome: str = "") -> QuerySet[ImportRow]:
    """The rows there is something to say about, in their order."""
    rows = ImportRow.objects.filter(batch=batch).exclude(errors=[]).order_by("line")
    return rows.filter(outcome=outcome) if outcome else rows


def told(row: ImportRow) -> Told:
    """A row with its reasons as sentences: (what the column means, why)."""
    reasons = [(label_of(one.get("field", "")), sentence(one)) for one in row.errors]
    return Told(row.line, str(Outcome(row.outcome).label), reasons, row.raw)


def label_of(field: str) -> str:
    """What a field is called on screen; nothing for a reason that concerns the whole row."""
    return str(FIELDS[field].label) if field in FIELDS else ""


def reasons_of(batch: ImportBatch) -> list[Reason]:
    """Every reason of a batch with its count, those that refused rows first."""
    rows = [Reason(general(code), count, code in REFUSALS) for code, count in batch.reasons.items()]
    return sorted(rows, key=lambda row: (not row.refuses, -row.count))


def general(code: str) -> str:
    """A reason without the text it was about."""
    return sentence({"code": code, "text": "…"})


def error_lines(batch: ImportBatch) -> tuple[list[str], Any]:
    """Header and lines of the file of refused rows: their number, why, and their cells as they came."""
    lines = (
        [
            row.line,
            " ".join(" ".join(filter(None, (f"{label} –" if label else "", text))) for label, text in why),
            *cells,
        ]
        for row in told_rows(batch, outcome=Outcome.REFUSED).iterator(chunk_size=500)
        for why, cells in [(told(row).reasons, row.raw)]
    )
    return list(batch.headers), lines


def find_unclaimed(platform: Platform, text: str) -> Channel | None:
    """The imported channel nobody has claimed that a handle or an address means. Raises handles.BadHandle."""
    handle = handles.normalise(platform.code, text)
    return unclaimed().filter(platform=platform, handle=handle).first()


def unclaimed() -> QuerySet[Channel]:
    """Channels of imported profiles that wait for their owner."""
    rows = Channel.objects.live().filter(creator__person=None, creator__state=CreatorState.DRAFT)
    return rows.select_related("creator", "platform")


def own_claims(person: Person) -> QuerySet[ClaimRequest]:
    """What this person has asked for, the newest first."""
    return (
        ClaimRequest.objects.filter(person=person)
        .select_related("channel__platform", "channel__creator")
        .order_by("-pk")
    )
