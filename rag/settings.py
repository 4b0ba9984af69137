"""Every setting of the product, read once: environment over ``onrecord.toml`` over these defaults."""

from __future__ import annotations

import hashlib
import tomllib
from pathlib import Path
from typing import Literal

from platformdirs import user_data_path
from pydantic import Field, ValidationError
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

from rag.errors import UsageError

PACKAGE = Path(__file__).resolve().parent


def shipped_home() -> Path:
    """The folder that holds the shipped ``corpus/`` and ``seeds/``: in the wheel, or the checkout."""
    inside = PACKAGE / "shipped"
    return inside if inside.is_dir() else PACKAGE.parent


class Settings(BaseSettings):
    """Frozen and passed down; nothing else reads the environment. Variables start with ``ONRECORD_``."""

    model_config = SettingsConfigDict(env_prefix="ONRECORD_", toml_file="onrecord.toml", frozen=True, extra="ignore")

    case: Path | None = Field(None, description="home of corpus/, seeds/ and the index; default: the shipped case")
    data: Path | None = Field(None, description="where the index and fetched text live")
    embedder: Literal["auto", "e5", "minilm"] = Field("auto", description="which bundled embedding model")
    top_k: int = Field(10, ge=1, le=100, description="passages handed to the answer")
    max_sentences: int = Field(8, ge=1, le=20, description="quotes in an answer, at most")
    passage_words: int = Field(120, ge=20, le=400, description="words of a passage when a document is split")
    refuse_below: float | None = Field(None, ge=0, le=1, description="answer only above this; default: calibrated")
    max_question: int = Field(2000, ge=10, le=20000, description="characters of a question, at most")
    max_file_mb: int = Field(64, ge=1, description="larger files are reported and skipped")
    checker: str = Field("", description="an installed checker that may lower verdicts; default: none")
    host: str = Field("127.0.0.1", description="address the chat listens on")
    port: int = Field(7860, ge=0, le=65535, description="port the chat listens on; 0 takes any free one")

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Arguments, then environment, then ``onrecord.toml`` in the working folder."""
        return init_settings, env_settings, TomlConfigSettingsSource(settings_cls)

    @property
    def home(self) -> Path:
        """The folder of corpus/ and seeds/."""
        return self.case.resolve() if self.case else shipped_home()

    @property
    def data_dir(self) -> Path:
        """Where this case's index lives: ``ONRECORD_DATA``, else beside the case, else the user's data folder."""
        if self.data:
            return self.data.resolve()
        if self.case:
            return self.case.resolve() / ".onrecord"
        # Two clones of the shipped case must not overwrite each other's index.
        key = hashlib.sha256(str(self.home).encode()).hexdigest()[:8]
        return user_data_path("onrecord") / f"shipped-{key}"


def load_settings(**given: object) -> Settings:
    """Settings from the environment, ``onrecord.toml`` and what is given; raises UsageError on a bad value."""
    try:
        return Settings(**{k: v for k, v in given.items() if v is not None})  # type: ignore[arg-type]  # checked by pydantic
    except tomllib.TOMLDecodeError as exc:
        raise UsageError(f"onrecord.toml is not valid TOML: {exc}. Correct or remove it.") from exc
    except ValidationError as exc:
        first = exc.errors()[0]
        name = ".".join(str(p) for p in first["loc"])
        raise UsageError(
            f"setting '{name}' is {first.get('input')!r}: {first['msg']}. Check ONRECORD_{name.upper()} and onrecord.toml."
        ) from exc
