"""Sessions as calendar files (RFC 5545): one event, or all of a person's.

Lines end with CRLF and are folded at 75 octets, never inside a character (3.1); text is escaped (3.3.11); instants are
UTC (3.3.5), so no time zone needs to be told. An event keeps its UID for good, and SEQUENCE says which copy is newer.
"""

import datetime
from collections.abc import Iterable

from marketplace.cohorts.models import Session

PRODUCT = "-//Entente//Sessions//EN"
CONTENT_TYPE = "text/calendar; charset=utf-8"
LONGEST_LINE = 75


def calendar(sessions: Iterable[Session], *, name: str = "") -> str:
    """A whole calendar. `name` is what programs show above it."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:{PRODUCT}", "CALSCALE:GREGORIAN", "METHOD:PUBLISH"]
    lines += [f"X-WR-CALNAME:{escaped(name)}"] if name else []
    for session in sessions:
        lines += event(session)
    return "".join(f"{folded(line)}\r\n" for line in [*lines, "END:VCALENDAR"])


def event(session: Session) -> list[str]:
    """The lines of one event, not folded yet. The names of those who come are not in it."""
    about = "\n\n".join(part for part in (session.about, session.url) if part)
    where = session.place or session.url
    lines = [
        "BEGIN:VEVENT",
        f"UID:{session.public_id}@entente",
        f"DTSTAMP:{instant(session.updated_at)}",
        f"DTSTART:{instant(session.starts_at)}",
        f"DTEND:{instant(session.ends_at)}",
        f"SEQUENCE:{session.sequence}",
        f"STATUS:{'CONFIRMED' if session.is_planned else 'CANCELLED'}",
        f"SUMMARY:{escaped(f'{session.title} · {session.cohort.name}')}",
    ]
    lines += [f"DESCRIPTION:{escaped(about)}"] if about else []
    lines += [f"LOCATION:{escaped(where)}"] if where else []
    lines += [f"URL:{session.url}"] if session.url else []
    return [*lines, "END:VEVENT"]


def instant(at: datetime.datetime) -> str:
    """An instant in UTC, as the format writes it."""
    return at.astimezone(datetime.UTC).strftime("%Y%m%dT%H%M%SZ")


def escaped(text: str) -> str:
    """A text as a value: backslashes, semicolons, commas and line breaks escaped, other controls left out."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return "".join(one for one in text if one == "\n" or ord(one) >= 32).replace("\n", "\\n")


def folded(line: str) -> str:
    """A line in pieces of at most 75 octets; each further one begins with a space, which counts."""
    pieces, room, piece = [], LONGEST_LINE, ""
    for letter in line:
        size = len(letter.encode())
        if len(piece.encode()) + size > room:
            pieces.append(piece)
            piece, room = "", LONGEST_LINE - 1
        piece += letter
    return "\r\n ".join([*pieces, piece])
