"""Parts, refusals and changes in words, on reading. The only place of the engine that knows languages."""

from marketplace.matching.engine.sentences.changes import change_sentence
from marketplace.matching.engine.sentences.names import Names, day
from marketplace.matching.engine.sentences.parts import label, sentence
from marketplace.matching.engine.sentences.refusals import refusal_label, refusal_sentence

__all__ = ["Names", "change_sentence", "day", "label", "refusal_label", "refusal_sentence", "sentence"]
