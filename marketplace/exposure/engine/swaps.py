"""The declared chance: now and then two neighbours change places, so that it can be learnt what a place alone does.

Whether a pair of neighbours (1 and 2, 3 and 4, …) is swapped is decided by a salted hash of viewer, day and list: the
same person sees the same list all day, and nobody can foresee or repeat the draw to their advantage.
"""

from collections.abc import Sequence
from hashlib import blake2b

from marketplace.exposure.engine.order import FULL, Placed, moved


def swapped(order: Sequence[Placed], taking_part: int, draw: str, salt: bytes, swap_bp: int) -> list[Placed]:
    """The order with its swaps, and each candidate's probability of standing where they stand.

    Only the first `taking_part` are touched; `draw` names viewer, day and list; `swap_bp` is the probability of 10,000.
    """
    found = list(order)
    if not swap_bp:
        return found
    for first in range(0, taking_part - 1, 2):
        pair, second = (found[first], found[first + 1]), first + 1
        hit = _drawn(salt, f"{draw}:{first}") < swap_bp
        chance = swap_bp if hit else FULL - swap_bp
        ahead, behind = reversed(pair) if hit else pair
        found[first] = moved(ahead, pair[0].position, chance, hit)
        found[second] = moved(behind, pair[1].position, chance, hit)
    return found


def _drawn(salt: bytes, words: str) -> int:
    """0…9,999, evenly."""
    return int.from_bytes(blake2b(words.encode(), key=salt[:64], digest_size=8).digest()) % FULL
