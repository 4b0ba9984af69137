"""The base of what is read from JSON and written as such."""

from pydantic import BaseModel, ConfigDict


class Strict(BaseModel):
    """Unknown fields are errors, also of the plain dataclasses in it: a misspelt name must not pass as a missing value."""

    model_config = ConfigDict(extra="forbid", frozen=True)
