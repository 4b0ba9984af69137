"""Claim against source in its figures and dates."""
