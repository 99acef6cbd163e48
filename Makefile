# Panjeon: two commands do everything: make run, make test.
PYTHON ?= python3
PORT ?= 8001
# Processes that run the tests; 0 runs them one after another.
JOBS ?= auto
VENV := .venv
BIN := $(VENV)/bin
ARCHIVE := archive.db

.DEFAULT_GOAL := help
.PHONY: help run demo test lint bench bench-extraction screens docs clean lock

help: ## This menu
	@echo "Panjeon, the archive for notice boards"
	@echo
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-16s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: demo ## Set up, crawl the demo board over five of its days, and serve the archive with Datasette
	$(BIN)/panjeon serve --archive $(ARCHIVE) --port $(PORT)

demo: $(VENV)/ready ## The same without serving (does nothing when the demo is in the archive already)
	$(BIN)/panjeon demo --archive $(ARCHIVE)

test: $(VENV)/test-ready ## All tests (browser tests only where Chromium is found)
	$(BIN)/python -m pytest -n $(JOBS) --dist loadfile

lint: $(VENV)/test-ready ## ruff, mypy --strict, import contracts
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: $(VENV)/test-ready ## Speed against the named peers, as ratios (minutes); writes bench/results.md
	$(BIN)/python -m bench

bench-extraction: $(VENV)/test-ready ## How well boards are read, wrong and absent apart (half a minute); writes bench/extraction.md
	$(BIN)/python -m bench.extraction

screens: demo $(VENV)/test-ready ## A picture of every page, Korean and English, wide and narrow, in screens/ (needs Chromium)
	$(BIN)/python -m tests.screens $(ARCHIVE) screens

docs: $(VENV)/ready ## Write docs/commands.md and docs/schema.md anew
	$(BIN)/python -m cli.docs

clean: ## Remove the virtual environment, the demo archive and everything generated
	rm -rf $(VENV) build dist *.egg-info .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
	rm -rf screens $(ARCHIVE) $(ARCHIVE)-wal $(ARCHIVE)-shm $(ARCHIVE).lock warcs

# Hash-pinned for every platform and Python from 3.11 on; holds no address of a registry. Needs uv.
lock: ## Pin the requirements anew (for maintainers)
	uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --no-emit-index-url --upgrade -o requirements.txt
	uv pip compile pyproject.toml --extra test --extra lint --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --no-emit-index-url --upgrade -o requirements-test.txt

$(VENV)/ready: requirements.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(0 if sys.version_info >= (3, 11) else "Panjeon needs Python 3.11 or newer, found " + sys.version.split()[0] + "; name one with make PYTHON=python3.12")'
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/test-ready: $(VENV)/ready requirements-test.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-test.txt
	@touch $@
