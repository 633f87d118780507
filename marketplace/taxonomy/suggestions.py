"""Niches that a text speaks of, to be offered to whoever wrote it. Nothing is chosen without their click."""

from django.db import connection

from marketplace.taxonomy.models import Niche
from marketplace.taxonomy.queries import offered_niches

#: A word or phrase of a niche occurs in the text as PostgreSQL's full-text search reads it, in either language:
#: inflected, without accents, phrases in their order. The longest phrase of each niche tells how sure that is.
SPOKEN_OF = """
SELECT n.id, max(cardinality(string_to_array(p.phrase, ' '))) AS words
FROM {table} n,
     unnest(ARRAY[n.label_en, n.label_fr]::text[] || n.synonyms::text[] || n.hashtags::text[]) AS p (phrase),
     to_tsvector('public.entente_french', %(text)s) AS french,
     to_tsvector('public.entente_english', %(text)s) AS english
WHERE n.id = ANY(%(offered)s)
  AND (french @@ phraseto_tsquery('public.entente_french', p.phrase)
       OR english @@ phraseto_tsquery('public.entente_english', p.phrase))
GROUP BY n.id
"""
#: Of a text so much is read.
LONGEST = 5_000


def suggest_niches(text: str, *, without: list[str], limit: int = 5) -> list[Niche]:
    """The niches whose label, synonym or hashtag the text holds, the surest first: the longest phrase, then common
    ones, then narrow ones. Neither those in `without` (codes), nor what lies above one of them or another one found."""
    if not text.strip() or limit <= 0:
        return []
    niches = list(offered_niches())
    chosen = {code for niche in niches if niche.code in without for code in niche.path}
    offered = {niche.pk: niche for niche in niches if niche.code not in chosen}
    with connection.cursor() as cursor:
        query = SPOKEN_OF.format(table=Niche._meta.db_table)
        cursor.execute(query, {"text": text[:LONGEST], "offered": list(offered)})
        words = dict(cursor.fetchall())
    found = [offered[pk] for pk in words]
    above = {code for niche in found for code in niche.path[:-1]}
    narrow = [niche for niche in found if niche.code not in above]
    ordered = sorted(narrow, key=lambda one: (-words[one.pk], not one.is_common, -one.depth, one.code))
    return ordered[:limit]
