"""Requests made up from the OpenAPI description: nothing breaks, and every answer is of the kind that is described."""

import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import content_type_conformance, response_schema_conformance

from rag.assemble import Parts
from tests.serving import LOCAL, api_app

CHECKS = [not_a_server_error, response_schema_conformance, content_type_conformance]


BOUNDED = settings(
    max_examples=3,
    deadline=None,
    derandomize=True,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)


def test_no_request_breaks_the_server(parts: Parts) -> None:
    schema = schemathesis.openapi.from_asgi("/api/openapi.json", api_app(parts), headers={"host": "127.0.0.1"})
    operations = [found.ok() for found in schema.get_all_operations()]
    assert len(operations) >= 12
    for operation in operations:

        @given(case=operation.as_strategy())
        @BOUNDED
        def check(case: schemathesis.Case) -> None:
            case.call_and_validate(base_url=LOCAL, checks=CHECKS, headers={"host": "127.0.0.1"})

        check()
