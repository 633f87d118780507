"""How often each person was shown lately."""

from django.conf import settings
from django.db import models


class PersonShown(models.Model):
    """Showings to brands over the 28 whole days before `until` (exclusive, UTC). Counted every night, so that the
    order of a list is the same all day; who was not shown has no row."""

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, primary_key=True, on_delete=models.CASCADE, related_name="+"
    )
    times = models.PositiveIntegerField()
    until = models.DateField()

    def __str__(self) -> str:
        return f"{self.person_id}: {self.times}"
