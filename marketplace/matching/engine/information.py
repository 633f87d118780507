"""How much it says that somebody has something: logarithms as whole numbers, the same on every machine."""

from functools import lru_cache

#: So many steps to a bit.
STEPS = 1_024


@lru_cache(maxsize=1 << 16)
def bits(number: int) -> int:
    """⌊1,024 · log₂ number⌋ of a number from 1, exactly: the 1,024th power of it has so many binary digits and one."""
    return (number**STEPS).bit_length() - 1
