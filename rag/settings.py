"""Every setting of the product, read once: environment over ``onrecord.toml`` over these defaults."""

import hashlib
import ipaddress
import os
import shlex
import tomllib
from collections.abc import Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated, Any, Literal, get_args
from urllib.parse import urlsplit

from platformdirs import user_data_path
from pydantic import BeforeValidator, Field, SecretStr, ValidationError, field_validator
from pydantic_settings import (
    BaseSettings,
    NoDecode,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

from rag.errors import UsageError
from rag.packages import package_folder

PACKAGE = Path(__file__).resolve().parent
DEFAULT_MODEL = "gpt-4.1-mini"
FILE = "onrecord.toml"
CLOUD = "cloud"  # of ONRECORD_CHROMA: Chroma Cloud


_SHAPE = (
    "top_k", "max_quotes", "max_sentences", "refuse_below", "max_question", "checker", "judge", "judge_model",
    "context_tokens", "prompt_passages", "prompt_tokens", "answer_tokens", "temperature", "rewrite", "withhold",
)  # fmt: skip


def _listed(value: Any) -> Any:
    """``a, b`` as a list; a variable of the environment is one string."""
    return [part.strip() for part in value.split(",") if part.strip()] if isinstance(value, str) else value


Listed = Annotated[tuple[str, ...], NoDecode, BeforeValidator(_listed)]


def shipped_home() -> Path:
    """The folder that holds the shipped ``corpus/`` and ``seeds/``: the checkout, or the package ``onrecord_data``."""
    return PACKAGE.parent if (PACKAGE.parent / "corpus").is_dir() else package_folder("onrecord_data")


class Settings(BaseSettings):
    """Frozen and passed down; nothing else reads the environment. Variables start with ``ONRECORD_``."""

    model_config = SettingsConfigDict(
        env_prefix="ONRECORD_", toml_file=FILE, frozen=True, extra="ignore", protected_namespaces=()
    )

    case: Path | None = Field(None, description="home of corpus/, seeds/ and the index; default: the shipped case")
    data: Path | None = Field(None, description="where the index and fetched text live")
    embedder: Literal["auto", "e5", "minilm"] = Field("auto", description="which bundled embedding model")
    top_k: int = Field(15, ge=1, le=100, description="passages handed to the answer")
    max_quotes: int = Field(12, ge=1, le=20, description="quotes in an answer, at most")
    max_sentences: int = Field(8, ge=1, le=20, description="sentences that a model is asked for, at most")
    passage_words: int = Field(150, ge=20, le=400, description="words of a passage when a document is split")
    refuse_below: float | None = Field(None, ge=0, le=1, description="answer only above this; default: calibrated")
    max_question: int = Field(2000, ge=10, le=20000, description="characters of a question, at most")
    max_file_mb: int = Field(64, ge=1, description="larger files are reported and skipped")
    read_timeout_s: float = Field(900, gt=0, le=86400, description="give up on a file that takes longer to read")
    read_memory_mb: int = Field(1024, ge=256, description="give up on a file that takes more memory to read")
    fetch_timeout_s: float = Field(30, gt=0, le=600, description="give up on a server silent for so long")
    fetch_total_s: float = Field(
        600, gt=0, le=86400, description="give up on an original after so long, retries included"
    )
    fetch_delay_s: float = Field(2, ge=0, le=60, description="pause between two requests to one server, at least")
    fetch_contact: str = Field(
        "", pattern=r"^[\x21-\x27\x2a-\x7e]*$", description="mail or web address shown to the servers that fetch asks"
    )
    # Where Chroma searches; docs/deploy.md explains it.
    chroma: str = Field("", description="URL of a Chroma server, or 'cloud'; empty: Chroma in this process")
    chroma_token: SecretStr | None = Field(None, description="token of the Chroma server, or key of Chroma Cloud")
    chroma_tenant: str = Field("", description="tenant at the Chroma server; default: the server's own")
    chroma_database: str = Field("", description="database at the Chroma server; default: the server's own")
    checker: str = Field("", description="an installed checker that may lower verdicts; default: none")
    host: str = Field("127.0.0.1", description="address the chat listens on")
    port: int = Field(7860, ge=0, le=65535, description="port the chat listens on; 0 takes any free one")
    # Serving others: docs/api.md says what each guards against.
    token: SecretStr | None = Field(None, description="who does not know it is not served; 16 characters or more")
    public: bool = Field(False, description="serve anyone who can reach the address, without a token")
    auth_header: str = Field("", description="header by which a trusted proxy names the signed-in user")
    trusted_proxies: Listed = Field((), description="addresses or networks whose forwarding headers are believed")
    allowed_hosts: Listed = Field((), description="names under which the server may be asked for")
    public_answers: bool = Field(False, description="saved answers are shown to whoever has the link, without a token")
    rate_per_minute: int | None = Field(None, ge=1, description="questions of one client; default: 30 beyond loopback")
    connections_per_client: int = Field(100, ge=1, description="connections of one client at the same time, at most")
    answers_at_once: int = Field(4, ge=1, le=64, description="questions answered at the same time; the others wait")
    waiting: int = Field(200, ge=0, description="questions that may wait; further ones are told to come back")
    answer_seconds: float = Field(60, gt=0, description="an answer that takes longer is given up, waiting included")
    remembered_answers: int = Field(256, ge=0, description="answers given again while no model writes; 0: none")
    max_body_kb: int = Field(1024, ge=16, description="a request with a larger body is refused")
    saved_answers: int = Field(10_000, ge=0, description="saved answers kept, at most")

    # The model that writes; docs/model.md explains each. The two names without a prefix are those every tool knows.
    openai_api_key: SecretStr | None = Field(None, validation_alias="openai_api_key", description="key of the endpoint")
    openai_base_url: str = Field("", validation_alias="openai_base_url", description="any OpenAI-compatible endpoint")
    no_model: bool = Field(False, description="quotes only, whatever key or address is set")
    model: str = Field(DEFAULT_MODEL, min_length=1, description="the model that writes answers")
    judge: bool = Field(True, description="the model reads the claims of an answer once more, beside their evidence")
    judge_model: str = Field("", description="another model for that; empty: the one that writes")
    embed_model: str = Field("", description="an embedding model of the endpoint; empty: the bundled one")
    context_tokens: int | None = Field(None, ge=512, description="the model's window; default: known, else 8192")
    prompt_passages: int = Field(40, ge=1, le=100, description="passages that a model is shown, at most")
    prompt_tokens: int = Field(4000, ge=300, description="tokens of rules, passages and question, at most")
    answer_tokens: int = Field(800, ge=50, le=8000, description="tokens of an answer, at most")
    temperature: float = Field(0.0, ge=0, le=2, description="0 asks for the likeliest words")
    timeout_s: float = Field(60.0, gt=0, le=600, description="seconds the endpoint may be silent")
    retries: int = Field(2, ge=0, le=5, description="times a refused or failed request is sent again")
    rewrite: bool = Field(True, description="ask once for better words where sentences failed the check")
    withhold: bool = Field(False, description="leave failed sentences out (they are counted) instead of striking them")
    price_prompt: float | None = Field(None, ge=0, description="price of a million prompt tokens")
    price_completion: float | None = Field(None, ge=0, description="price of a million completion tokens")

    @field_validator("openai_base_url")
    @classmethod
    def _http_only(cls, value: str) -> str:
        if value and not value.startswith(("http://", "https://")):
            raise ValueError("has to start with http:// or https://")
        return value.rstrip("/")

    @field_validator("chroma")
    @classmethod
    def _server_or_cloud(cls, value: str) -> str:
        if value in ("", CLOUD):
            return value
        if not value.startswith(("http://", "https://")) or not urlsplit(value).hostname:
            raise ValueError("has to be 'cloud' or start with http:// or https://")
        if "@" in urlsplit(value).netloc:
            raise ValueError("holds a login; put it into ONRECORD_CHROMA_TOKEN")
        return value.rstrip("/")

    @property
    def connected(self) -> bool:
        """True when a key or an address says that there is an endpoint."""
        return bool(self.openai_base_url or (self.openai_api_key and self.openai_api_key.get_secret_value().strip()))

    @property
    def writes(self) -> bool:
        """True when a model writes the answers; otherwise they are made of quotes."""
        return self.connected and not self.no_model

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
    def shaping(self) -> dict[str, object]:
        """What of the settings shapes an answer, by name, where it is not as by default."""
        return {n: v for n in _SHAPE if (v := getattr(self, n)) != type(self).model_fields[n].default}

    @property
    def home(self) -> Path:
        """The folder of corpus/ and seeds/."""
        return self.case.resolve() if self.case else shipped_home()

    @property
    def command(self) -> str:
        """How ``onrecord`` is called for this case in a shell."""
        return f"onrecord --case {shlex.quote(str(self.case))}" if self.case else "onrecord"

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


# Values that are never printed: an address may hold a login.
_SECRET = {
    name
    for name, field in Settings.model_fields.items()
    if SecretStr in (field.annotation, *get_args(field.annotation))
}
_SECRET |= {"openai_base_url", "chroma"}


def load_settings(**given: object) -> Settings:
    """Settings from the environment, ``onrecord.toml`` and what is given; raises UsageError on a bad value, on a name in the file
    that is none of ours, and where the file would send the environment's key to another machine."""
    given = {k: v for k, v in given.items() if v is not None}
    try:
        told = _in_file()
        settings = Settings(**given)  # type: ignore[arg-type]  # checked by pydantic
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as exc:
        raise UsageError(f"{FILE} is not valid TOML: {exc}. Correct or remove it.") from exc
    except ValidationError as exc:
        first = exc.errors()[0]
        name = ".".join(str(p) for p in first["loc"])
        variable = _variable(str(first["loc"][0]))
        if first["loc"][0] in _SECRET:  # not chained: pydantic's own message holds the value
            raise UsageError(f"setting '{name}': {first['msg']}. Check {variable} and {FILE}.") from None
        raise UsageError(
            f"setting '{name}' is {first.get('input')!r}: {first['msg']}. Check {variable} and {FILE}."
        ) from exc
    _check_key_stays(settings, told, given)
    return settings


def _in_file() -> dict[str, Any]:
    """What ``onrecord.toml`` of the working folder says; raises UsageError on a name that is no setting."""
    path = Path(FILE)
    told = tomllib.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
    for name in told:
        if name not in Settings.model_fields:
            bare = name.lower().removeprefix("onrecord_")
            near = get_close_matches(bare, Settings.model_fields, 1)
            step = f"Did you mean '{near[0]}'?" if near else "README.md lists them; remove the line."
            raise UsageError(f"'{name}' in {path.resolve()} is no setting. {step}")
    return told


def _check_key_stays(settings: Settings, told: Mapping[str, Any], given: Mapping[str, object]) -> None:
    """Raise UsageError where a folder that one happens to work in would be sent a key of one's environment.

    An address in the file is followed with a key that stands there too, with none, and to this machine itself.
    """
    around = {name.lower().removeprefix("onrecord_") for name in os.environ}
    for names in (("openai_base_url", "openai_api_key"), ("chroma", "chroma_token")):
        address, key = (name in told and name not in given and name not in around for name in names)
        secret = getattr(settings, names[1])
        held = secret.get_secret_value().strip() if secret else ""
        if address and held and not key and not _on_this_machine(getattr(settings, names[0])):
            variable, of_key = map(_variable, names)
            raise UsageError(
                f"{Path(FILE).resolve()} sets {names[0]}, and the key of {of_key} would be sent there. If that is meant, set "
                f"{variable} in the environment too; else remove the line."
            )


def _on_this_machine(address: str) -> bool:
    try:
        host = urlsplit(address).hostname or ""
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _variable(name: str) -> str:
    """The environment's name of a setting."""
    alias = Settings.model_fields[name].validation_alias if name in Settings.model_fields else None
    return name.upper() if alias else f"ONRECORD_{name.upper()}"
