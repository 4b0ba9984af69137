"""Is every sentence grounded: suites, metrics, report."""
