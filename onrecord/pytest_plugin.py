"""The pytest plugin: the fixture ``assert_grounded``, loaded by pytest in every project that has onrecord installed."""

from evals.pytest_plugin import grounded_fixture as grounded_fixture
