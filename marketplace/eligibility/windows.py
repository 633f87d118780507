"""Over what stretch of time a measure is taken."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Window:
    """`instant`: as it stands. `rolling`: the last `size` complete days. `last_posts`: the last `size` posts."""

    kind: str
    size: int = 0

    def __str__(self) -> str:
        return {"rolling": f"rolling_{self.size}d", "last_posts": f"last_{self.size}_posts"}.get(self.kind, self.kind)


INSTANT = Window("instant")
ROLLING_30D = Window("rolling", 30)
LAST_20_POSTS = Window("last_posts", 20)
