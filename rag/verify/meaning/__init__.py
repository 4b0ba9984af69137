"""Claim against source in its sense: order, cause, comparison, doer and done-to, negation, hedges, words."""
