"""What `bin/demo` refuses before it does anything, and whose data it leaves alone."""

from argparse import ArgumentTypeError

import pytest
from django.conf import settings

from marketplace.accounts.models import Person
from marketplace.demo import people, seed
from marketplace.demo.management.commands.demo import _manage, port, scale
from tests.factories.accounts import PersonFactory


@pytest.mark.parametrize(("read", "text"), [(port, "1"), (port, "65535"), (scale, "1"), (scale, "200000")])
def test_sensible_numbers_are_read(read, text):
    assert read(text) == int(text)


@pytest.mark.parametrize(
    ("read", "text"),
    [
        (port, "0"),
        (port, "65536"),
        (port, "http"),
        (port, "-1"),
        (scale, "0"),
        (scale, "-5"),
        (scale, "1e3"),
        (scale, ""),
    ],
)
def test_others_are_refused(read, text):
    with pytest.raises(ArgumentTypeError, match="is not a whole number from 1 to"):
        read(text)


@pytest.mark.django_db
def test_an_empty_database_is_filled_and_the_demo_s_own_is_kept():
    assert seed.is_needed()
    people.make(seed.SIGN_INS)
    PersonFactory()
    assert not seed.is_needed()


@pytest.mark.django_db
def test_other_people_s_database_is_neither_filled_nor_emptied(monkeypatch):
    PersonFactory()
    monkeypatch.setattr(settings, "DEMO", True)
    for door in (seed.is_needed, seed.throw_away):
        with pytest.raises(seed.NotOurs, match="left alone"):
            door()
    assert Person.objects.count() == 1


@pytest.mark.django_db
def test_nothing_is_thrown_away_outside_the_demo():
    with pytest.raises(seed.NotOurs, match="Only the demo's data"):
        seed.throw_away()


def test_a_terminal_s_ctrl_c_does_not_reach_the_commands_of_the_set_up():
    _manage("shell", "--no-imports", "-c", "import os, sys; sys.exit(os.getsid(0) != os.getpid())")
