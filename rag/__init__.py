"""On Record: answers whose every sentence carries a verdict and a quote found in a stored source."""

import os

# Small products of matrices gain nothing from a second core, and threads that spin while they wait for the next one take as much
# again of the processor's time. Read once, when numpy is loaded; whoever has set it keeps it.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

__version__ = "0.1.0"
