"""Verbs of saying, and verbs of ordering, demanding, planning, doing: their forms in three languages."""

from buffermap.statements import lexicon

SAY_EN = lexicon.pattern("verbs", "say_en")
ACT_EN = lexicon.pattern("verbs", "act_en")
SAY_SLAVIC = lexicon.pattern("verbs", "say_slavic")
ACT_SLAVIC = lexicon.pattern("verbs", "act_slavic")
