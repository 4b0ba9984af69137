"""Figures, dates, times and measures, as a text states them."""
