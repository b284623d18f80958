"""English ways to ask that no table of phrases can hold, and how the tables of rules know them."""

from __future__ import annotations

from nlp.rules.after_en import AFTER
from nlp.rules.asked_en import ASKED
from nlp.rules.computed_en import COMPUTED
from nlp.rules.figures_en import FIGURES
from nlp.rules.groups_en import GROUPS
from nlp.rules.kinds_en import KINDS
from nlp.rules.talk_en import TALK
from nlp.rules.words_en import Way

WAYS: tuple[Way, ...] = (*ASKED, *AFTER, *FIGURES, *GROUPS, *KINDS, *COMPUTED, *TALK)
"""How people ask, and how the tables of rules know it; each is applied where it stands."""
