"""Text and controls stand out enough from what is behind them, in both themes (WCAG 2.2, 1.4.3 and 1.4.11)."""

import math
import re

import pytest

from tests.front.test_staticfiles import CSS

RAMP = re.compile(r"^\s*(--[\w-]+): oklch\(([\d.]+) ([\d.]+) ([\d.]+)\);", re.MULTILINE)

TOKEN = re.compile(r"^\s*(--[\w-]+): light-dark\(var\((--[\w-]+)\), var\((--[\w-]+)\)\);", re.MULTILINE)
ALIAS = re.compile(r"^\s*(--[\w-]+): var\((--[\w-]+)\);", re.MULTILINE)

SURFACES = ["--surface", "--surface-raised", "--surface-sunken", "--surface-overlay"]
TEXT = [
    *[(text, surface) for text in ("--text", "--text-muted", "--accent", "--fail", "--pass") for surface in SURFACES],
    ("--accent-text", "--accent"),
    ("--accent-text", "--accent-hover"),
    ("--accent-on-soft", "--accent-soft"),
    *[("--text", soft) for soft in ("--accent-soft", "--unknown-soft", "--fail-soft", "--pass-soft")],
    ("--text-muted", "--accent-soft"),
    *[(f"--{tone}", f"--{tone}-soft") for tone in ("pass", "fail", "unknown", "review", "exempt", "closed")],
]
CONTROLS = [
    *[(line, surface) for line in ("--line-control", "--focus", "--accent") for surface in SURFACES],
    ("--pass-mark", "--surface-raised"),
    ("--fail-mark", "--surface-raised"),
]


def read(name):
    return (CSS.parent / "base" / name).read_text()


def colours():
    return {name: tuple(map(float, numbers)) for name, *numbers in RAMP.findall(read("ramps.css"))}


def tokens():
    found = {name: (light, dark) for name, light, dark in TOKEN.findall(read("tokens.css"))}
    return found | {name: found[other] for name, other in ALIAS.findall(read("tokens.css"))}


def luminance(lightness, chroma, hue):
    """Relative luminance of an OKLCH colour, clipped to what a screen shows."""
    a, b = chroma * math.cos(math.radians(hue)), chroma * math.sin(math.radians(hue))
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    medium = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    red = 4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short
    green = -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short
    blue = -0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short
    red, green, blue = (min(max(channel, 0), 1) for channel in (red, green, blue))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, two):
    light, dark = sorted((luminance(*one), luminance(*two)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize(("theme", "place"), [("light", 0), ("dark", 1)])
@pytest.mark.parametrize(("pairs", "least"), [(TEXT, 4.5), (CONTROLS, 3.0)], ids=["text", "controls"])
def test_colours_are_far_enough_apart(theme, place, pairs, least):
    ramp, meaning = colours(), tokens()
    measured = {
        f"{theme}: {front} on {back}": round(contrast(ramp[meaning[front][place]], ramp[meaning[back][place]]), 2)
        for front, back in pairs
    }
    assert {pair: ratio for pair, ratio in measured.items() if ratio < least} == {}


def test_the_measure_itself_is_right():
    white, black, grey = (1.0, 0.0, 0.0), (0.0, 0.0, 0.0), (0.5999, 0.0, 0.0)
    assert contrast(white, black) == pytest.approx(21, abs=0.01)
    assert contrast(grey, white) == pytest.approx(3.95, abs=0.02)  # #808080


def test_only_the_tokens_use_the_ramps():
    ramp = re.compile(
        r"var\(--(?:paper|blue|green|red|amber|violet|teal)-\d+\)|oklch\(|#[0-9a-f]{3,6}\b", re.IGNORECASE
    )
    allowed = {"base/ramps.css", "base/tokens.css"}
    found = {
        str(path.relative_to(CSS.parent)): ramp.findall(path.read_text())
        for path in CSS.parent.rglob("*.css")
        if str(path.relative_to(CSS.parent)) not in allowed and ramp.search(path.read_text())
    }
    assert found == {}


def test_important_is_only_for_reduced_motion_and_where_a_framework_hides_all():
    ours = [path for path in CSS.parent.rglob("*.css") if path.name != "noscript.css"]
    found = [path.name for path in ours if "!important" in path.read_text()]
    assert found == ["reset.css"]
    text = read("reset.css")
    assert text.index("prefers-reduced-motion") < text.index("!important")


def test_margins_and_sizes_are_logical():
    physical = re.compile(r"(?<![\w-])((?:margin|padding|border)-(?:left|right|top|bottom)|(?:left|right|top|bottom):)")
    assert [p.name for p in CSS.parent.rglob("*.css") if physical.search(p.read_text())] == []
