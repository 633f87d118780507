"""The words of a text, for comparing what creators write of themselves with what campaigns write of their work."""

from django.contrib.postgres.operations import UnaccentExtension
from django.db import migrations

STOPS = "CREATE TEXT SEARCH DICTIONARY public.entente_{0}_stop (TEMPLATE = simple, STOPWORDS = {0}, ACCEPT = false)"
MAPPING = "public.entente_french_stop, public.entente_english_stop, unaccent, {0}_stem"
CONFIGURATION = "CREATE TEXT SEARCH CONFIGURATION public.entente_{0} (PARSER = default)"
MAP = (
    "ALTER TEXT SEARCH CONFIGURATION public.entente_{0} "
    "ADD MAPPING FOR asciiword, word, hword_asciipart, hword_part WITH " + MAPPING
)
#: At most 32 words, those that come first; only what is left as plain letters and digits without its accents. Every
#: word is there as French shortens it and as English does, for a text does not say which language it is in.
WORDS = """
CREATE FUNCTION public.entente_words(said text) RETURNS text[] LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT coalesce(array_agg(w.lexeme ORDER BY w.place, w.lexeme), '{}') FROM (
    SELECT t.lexeme, min(t.positions[1]) AS place FROM (
      SELECT * FROM unnest(to_tsvector('public.entente_french'::regconfig, said))
      UNION ALL
      SELECT * FROM unnest(to_tsvector('public.entente_english'::regconfig, said))
    ) AS t WHERE t.lexeme ~ '^[a-z][a-z0-9]{2,23}$' GROUP BY t.lexeme ORDER BY place, t.lexeme LIMIT 32
  ) AS w
$$
"""


def languages(create: str, drop: str) -> list[migrations.RunSQL]:
    return [migrations.RunSQL(create.format(one), drop.format(one)) for one in ("french", "english")]


class Migration(migrations.Migration):
    dependencies = [("taxonomy", "0001_initial")]

    operations = [
        UnaccentExtension(),
        *languages(STOPS, "DROP TEXT SEARCH DICTIONARY public.entente_{0}_stop"),
        *languages(CONFIGURATION, "DROP TEXT SEARCH CONFIGURATION public.entente_{0}"),
        *languages(MAP, ""),
        migrations.RunSQL(WORDS, "DROP FUNCTION public.entente_words(text)"),
    ]
