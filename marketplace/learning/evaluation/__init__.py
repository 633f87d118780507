"""How good a ranking is: pairs in, figures with intervals out. No database; models here are measured, never shown to
people."""
