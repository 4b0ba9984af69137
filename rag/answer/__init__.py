"""From passages to an answer, or to a refusal."""
