"""How text is compared: without case, accents or punctuation, so that "Vidéo-montage" finds "video montage"."""

import re
import unicodedata

_NOT_A_WORD = re.compile(r"[\W_]+")


def fold(text: str) -> str:
    """Lower case, no accents, œ as oe, single spaces. "  Éco-Tourisme " → "eco tourisme"."""
    spelled = text.casefold().replace("œ", "oe").replace("æ", "ae").replace("&", " and ")
    bare = "".join(c for c in unicodedata.normalize("NFKD", spelled) if not unicodedata.combining(c))
    return _NOT_A_WORD.sub(" ", bare).strip()


def squeeze(text: str) -> str:
    """`fold` without its spaces: the form of a hashtag. "Film Tok" → "filmtok"."""
    return fold(text).replace(" ", "")
