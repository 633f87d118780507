"""The declared chance: rare, even, the same all day, and its probabilities are true."""

from marketplace.exposure.engine import Placed, swapped
from marketplace.exposure.enums import Cause

PLAIN = [Placed(key, key, key) for key in range(1, 202)]


def drawn(day, bp=300, taking_part=200):
    return swapped(PLAIN, taking_part, f"7:{day}:3", b"salt", bp)


def test_about_three_places_of_a_hundred_are_swapped():
    moved = sum(each.cause == Cause.SWAPPED for day in range(300) for each in drawn(day))
    assert 0.025 < moved / (300 * 200) < 0.035


def test_a_draw_is_the_same_all_day_and_another_for_everybody_else():
    assert drawn(1) == drawn(1)
    assert swapped(PLAIN, 200, "8:1:3", b"salt", 5_000) != swapped(PLAIN, 200, "7:1:3", b"salt", 5_000)
    assert swapped(PLAIN, 200, "7:1:3", b"other", 5_000) != swapped(PLAIN, 200, "7:1:3", b"salt", 5_000)


def test_neighbours_change_places_and_say_how_likely_it_was():
    for each in drawn(1, bp=5_000):
        assert abs(each.up) == (1 if each.cause == Cause.SWAPPED else 0)
    chances = {(each.cause, each.propensity_bp) for each in drawn(2)}
    assert chances <= {(None, 9_700), (None, 10_000), (Cause.SWAPPED, 300)}
    assert [each.position for each in drawn(3, bp=5_000)] == list(range(1, 202))


def test_who_does_not_take_part_is_never_swapped():
    assert {each.propensity_bp for each in drawn(1, bp=10_000, taking_part=3)[2:]} == {10_000}
    assert [each.key for each in drawn(1, bp=10_000, taking_part=3)[:4]] == [2, 1, 3, 4]


def test_switched_off_it_changes_nothing():
    assert drawn(1, bp=0) == PLAIN
