"""Two baselines over words: BM25 and TF-IDF."""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer

from marketplace.learning.evaluation.metrics import Floats

K1, B = 1.2, 0.75
WORD = re.compile(r"\w+")


@lru_cache(maxsize=4096)
def words(text: str) -> tuple[str, ...]:
    """Lower-case runs of letters and digits."""
    return tuple(WORD.findall(text.lower()))


class BM25:
    """Okapi BM25 (Robertson & Zaragoza 2009), k1 = 1.2, b = 0.75, with the idf of Lucene, which is never negative."""

    def __init__(self, documents: Sequence[str]) -> None:
        self.counts = [Counter(words(document)) for document in documents]
        self.lengths = np.array([count.total() for count in self.counts], np.float64)
        holding: Counter[str] = Counter(word for count in self.counts for word in count)
        size = len(documents)
        self.idf = {word: float(np.log(1 + (size - n + 0.5) / (n + 0.5))) for word, n in holding.items()}
        self.mean = float(self.lengths.mean()) or 1.0 if size else 1.0

    def score(self, query: str, document: int) -> float:
        """How well a document (by its place) answers a query."""
        count, size = self.counts[document], K1 * (1 - B + B * self.lengths[document] / self.mean)
        found = [(word, count[word]) for word in set(words(query)) if word in count]
        return sum(self.idf[word] * times * (K1 + 1) / (times + size) for word, times in found)


def bm25(queries: Sequence[str], documents: Sequence[str]) -> Floats:
    """The score of each query for the document beside it, among all distinct documents."""
    distinct = {document: at for at, document in enumerate(dict.fromkeys(documents))}
    index, known = BM25(list(distinct)), defaultdict[tuple[str, str], float](float)
    for pair in set(zip(queries, documents, strict=True)):
        known[pair] = index.score(pair[0], distinct[pair[1]])
    return np.array([known[pair] for pair in zip(queries, documents, strict=True)], np.float64)


def tfidf(queries: Sequence[str], documents: Sequence[str]) -> Floats:
    """The cosine of each query and the document beside it; words weighted by how rare they are among documents."""
    if not any(words(document) for document in documents):
        return np.zeros(len(queries))
    learnt = TfidfVectorizer(tokenizer=words, token_pattern=None, lowercase=False, sublinear_tf=True)
    right = learnt.fit_transform(documents)
    return np.asarray(learnt.transform(queries).multiply(right).sum(axis=1)).ravel()
