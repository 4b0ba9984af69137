"""On Record: answers whose every sentence carries a verdict and a quote found in a stored source."""

__version__ = "0.1.0"
