"""Which of what a text offers is a zone's border, division, side and depth: weighed, not decided by a first match.

The readers propose; here every candidate of an article gets features, and a log-linear model, learned from annotated
articles, weighs them against one another and against "none". What does not weigh enough stays blank.
"""
