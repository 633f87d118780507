"""Projects and the creators who took part in them: who of them mattered most?

Every hit of a project names the same project in the same words, so the texts as given cannot rank anybody: BM25 and
TF-IDF over them are chance. What may be read of a creator are the *other* projects they took part in, of the training
part alone: their texts (the creator's document) and how much they mattered there. The project that is asked about,
whatever was measured in it, and attention scores that were summed over all projects are never read.
"""

from __future__ import annotations

import csv
import json
import math
import re
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.linear_model import LogisticRegression, Ridge
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from marketplace.learning.evaluation.metrics import Floats
from marketplace.learning.evaluation.table import Table, numbered
from marketplace.learning.evaluation.text import bm25, tfidf

CORPUS, DETAILS, TEXTS = "kaito_ranker_corpus.jsonl", "kaito_creator_details.csv", "kaito_rootdata_descriptions.csv"
PROJECT = re.compile(r"suitable for the (.+?) project")
CREATOR = re.compile(r"Creator (C\d+)")
#: Doubts of a creator with a short history are worth so many projects of the mean.
PRIOR = 2.0
FOLDS = 7
#: Followers of a size: what a tier begins with.
TIERS = ((0, "under 10k"), (10_000, "10k to 100k"), (100_000, "over 100k"))


@dataclass
class Project:
    """One query with its candidates and how relevant each was."""

    name: str
    split: str
    text: str
    hits: dict[str, float] = field(default_factory=dict)


def read(folder: Path) -> list[Project]:
    """The projects with their texts."""
    with (folder / TEXTS).open(encoding="utf-8-sig", newline="") as handle:
        described = {line["project_name"]: line["rootdata_full_introduction"] for line in csv.DictReader(handle)}
    found = []
    for text in (folder / CORPUS).read_text(encoding="utf-8").splitlines():
        line = json.loads(text)
        name = _first(PROJECT, line["query"])
        skills = line["query"].partition("Skill descriptions:")[2]
        hits = {_first(CREATOR, hit["content"]): float(hit["label"]) for hit in line["hits"]}
        found.append(Project(name, line["split"], f"{described.get(name, '')} {skills}", hits))
    return found


def sizes(folder: Path) -> dict[str, tuple[float, float]]:
    """Followers, and how many of them the source calls smart, by creator: they are the same in every project."""
    with (folder / DETAILS).open(encoding="utf-8-sig", newline="") as handle:
        return {
            line["creator_code"]: (float(line["Followers"] or 0), float(line["Smart_Followers"] or 0))
            for line in csv.DictReader(handle)
        }


def table(folder: Path, given_split: bool, chance: np.random.Generator | None = None) -> Table:
    """Held-out projects with every method's numbers: those of the given test split, or every project once, some at a
    time (then all that are not held out may be read)."""
    projects, known = read(folder), sizes(folder)
    if chance is not None:
        projects = [_drawn(project, chance) for project in projects]
    held: list[Project] = []
    scores: dict[str, list[Floats]] = defaultdict(list)
    for part in _parts(projects, given_split):
        others = [one for one in projects if one not in part]
        held += part
        for name, values in ranked(part, others, known).items():
            scores[name].append(values)
    pairs = [(project.name, creator, label) for project in held for creator, label in project.hits.items()]
    names = numbered([name for name, _creator, _label in pairs])
    return Table(
        f"relevance_kaito, {'given test split' if given_split else f'{FOLDS} groups of projects held out in turn'}",
        names, names, numbered([creator for _name, creator, _label in pairs]),
        np.array([label for *_names, label in pairs]),
        chances={"learned": np.concatenate(scores.pop("learned"))},
        scores={name: np.concatenate(values) for name, values in scores.items()},
        tiers=[_tier(known.get(creator, (0, 0))[0]) for _name, creator, _label in pairs],
    )  # fmt: skip


def _parts(projects: list[Project], given_split: bool) -> list[list[Project]]:
    """What is held out together."""
    if given_split:
        return [[project for project in projects if project.split == "test"]]
    return [projects[first::FOLDS] for first in range(FOLDS)]


def ranked(held: list[Project], others: list[Project], known: dict[str, tuple[float, float]]) -> dict[str, Floats]:
    """Every method's numbers for the candidates of held-out projects, from other projects alone."""
    asked = np.concatenate([features(project, others, known) for project in held])
    training = [features(one, [other for other in others if other is not one], known) for one in others]
    labels = np.concatenate([list(one.hits.values()) for one in others])
    before = np.concatenate(training)
    likely = make_pipeline(StandardScaler(), LogisticRegression(C=0.3, max_iter=500)).fit(before, labels > 0)
    graded = make_pipeline(StandardScaler(), Ridge(30.0)).fit(before, labels)
    return {
        "BM25": asked[:, 0],
        "TF-IDF": asked[:, 1],
        "followers": asked[:, 5],
        "learned, graded": graded.predict(asked),
        "learned": likely.predict_proba(asked)[:, 1],
    }


def features(project: Project, others: list[Project], known: dict[str, tuple[float, float]]) -> Floats:
    """A row a candidate: BM25 and TF-IDF of their document, what they were worth elsewhere (plain, and weighted by how
    alike the projects are), in how many projects, and their followers."""
    history: dict[str, list[Project]] = defaultdict(list)
    for other in others:
        for creator in other.hits:
            history[creator].append(other)
    alike = dict(zip([one.name for one in others],
                     tfidf([project.text] * len(others), [one.text for one in others]), strict=True))  # fmt: skip
    mean = float(np.mean([label for one in others for label in one.hits.values()]))
    creators = list(project.hits)
    documents = [" ".join(one.text for one in history[creator]) for creator in creators]
    every = [" ".join(one.text for one in found) for found in history.values()]
    both = (bm25, tfidf)
    words = [
        method([project.text] * (len(creators) + len(every)), documents + every)[: len(creators)] for method in both
    ]
    rows = [_row(creator, history[creator], alike, mean, known) for creator in creators]
    return np.column_stack([*words, np.array(rows, np.float64)])


def _row(
    creator: str, history: list[Project], alike: dict[str, float], mean: float, known: dict[str, tuple[float, float]]
) -> list[float]:
    followers, smart = known.get(creator, (0.0, 0.0))
    worth = [one.hits[creator] for one in history]
    near = [float(alike[one.name]) for one in history]
    plain = (sum(worth) + PRIOR * mean) / (len(worth) + PRIOR)
    weighted = (sum(w * n for w, n in zip(worth, near, strict=True)) + 0.1 * mean) / (sum(near) + 0.1)
    return [plain, weighted, math.log1p(len(history)), math.log1p(followers), math.log1p(smart)]


def _drawn(project: Project, chance: np.random.Generator) -> Project:
    """The same candidates with their labels dealt out anew."""
    labels = chance.permutation(list(project.hits.values())).tolist()
    return Project(project.name, project.split, project.text, dict(zip(project.hits, labels, strict=True)))


def _tier(followers: float) -> str:
    return [name for least, name in TIERS if followers >= least][-1]


def _first(pattern: re.Pattern[str], text: str) -> Any:
    found = pattern.search(text)
    return found.group(1) if found else ""
