# Everything happens in .venv; `make run` and `make test` set it up by themselves.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PY := $(BIN)/python
READY := $(VENV)/.ready

.DEFAULT_GOAL := help
.PHONY: help run test test-slow fuzz lint format pages pictures docs bench lock clean

help: ## Show this list
	@awk -F':.*## ' '/^[a-z-]+:.*## / {printf "  make %-8s %s\n", $$1, $$2}' Makefile

$(READY): requirements.lock pyproject.toml
	test -x $(PY) || $(PYTHON) -m venv $(VENV)
	$(PY) -m pip install --quiet --disable-pip-version-check --no-deps --requirement requirements.lock
	$(PY) -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	$(PY) -m compileall -q src
	@touch $(READY)

run: $(READY) ## Open the reader on the sample articles
	@$(PY) -m newsreader sample_articles

lint: $(READY) ## Style, types and the direction of imports
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .
	$(PY) -m mypy
	$(BIN)/python -c "from importlinter.cli import lint_imports_command; lint_imports_command()"

test: lint ## Lint, then run all tests
	$(PY) -m pytest -n auto

test-slow: $(READY) ## The longer fault and fuzz runs, and a new search by every property test
	$(PY) -m pytest -n auto -m slow
	HYPOTHESIS_PROFILE=search $(PY) -m pytest -n auto $$(grep -rl "^@given" tests)

fuzz: $(READY) ## Throw bytes at every parser, a minute each
	$(PY) -m pip install --quiet --disable-pip-version-check atheris==3.0.0
	$(PY) tools/fuzz.py

format: $(READY) ## Format the code
	$(PY) -m ruff check --fix-only .
	$(PY) -m ruff format .

pages: $(READY) ## Write the pages that are taken from the program
	$(PY) tools/pages.py

pictures: $(READY) ## Take the pictures of the README anew
	$(PY) tools/pictures.py

docs: $(READY) ## Build the documentation into site/
	test -x .venv-docs/bin/python || $(PYTHON) -m venv .venv-docs
	.venv-docs/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --requirement requirements-docs.lock
	$(PY) tools/pages.py
	NO_MKDOCS_2_WARNING=1 .venv-docs/bin/python -m mkdocs build --quiet

bench: $(READY) ## Run every benchmark; FULL=1 at the full sizes, DATA=FOLDER with labelled texts
	$(PY) tools/bench.py $(if $(FULL),--full) $(if $(DATA),--data $(DATA))

lock: $(READY) ## Resolve the versions in requirements.lock anew
	$(PY) -m pip install --quiet uv
	$(PY) -m uv pip compile --quiet --universal --strip-extras --python-version 3.11 --group dev --no-emit-index-url --no-emit-find-links --custom-compile-command 'make lock' --output-file requirements.lock --upgrade pyproject.toml
	$(PY) -m uv pip compile --quiet --universal --strip-extras --python-version 3.11 --no-emit-index-url --no-emit-find-links --custom-compile-command 'make lock' --output-file requirements-docs.lock --upgrade --group docs

clean: ## Remove the environment and all caches
	rm -rf $(VENV) .venv-docs .mypy_cache .ruff_cache .hypothesis build dist site
