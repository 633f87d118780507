"""The eight parts of a score. Each module has `pair` (one channel, with the evidence) and `column` (many), equal."""
