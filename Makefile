# `make run` and `make test` do all their own set-up; `make help` names the rest.
# GNU make. On macOS written and never run.

# A stale environment of the shell must not reach ours.
unexport VIRTUAL_ENV PYTHONHOME PYTHONPATH

PYTHON := .venv/bin/python
BIN := .venv/bin
SETUP := packaging/setup.sh pyproject.toml requirements.txt packaging/apt-run.txt
CODE := $(wildcard boundary tests benchmarks)
DESKTOP := $(PYTHON) tests/desktop.py
LOCK := $(BIN)/uv pip compile --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-emit-find-links --no-header --no-annotate --quiet --upgrade

.NOTPARALLEL:
.PHONY: help setup run test lint types imports unit desktop soak bench screenshots looks docs languages lock dist dist-test clean

help:  ## say what there is
	@sed -n 's/^\([a-z]*\):.*## */\1\t/p' Makefile | expand -t 14

setup: .venv/.ready-test  ## everything for work on Boundary; leaves .venv/bin/boundary

.venv/.ready-run: $(SETUP)
	sh packaging/setup.sh run

.venv/.ready-test: $(SETUP) requirements-dev.txt packaging/apt-test.txt
	sh packaging/setup.sh test

run: .venv/.ready-run  ## start Boundary
	@exec $(BIN)/boundary run

test: lint types imports unit desktop  ## lint, types, import rules and every test

lint: .venv/.ready-test  ## ruff: rules and format
	$(BIN)/ruff check $(CODE)
	$(BIN)/ruff format --check $(CODE)

types: .venv/.ready-test
	$(BIN)/mypy $(CODE)

imports: .venv/.ready-test
	$(BIN)/lint-imports --no-logo

unit: .venv/.ready-test  ## the tests that need no desktop
	QT_QPA_PLATFORM=offscreen $(PYTHON) -m pytest -n 2 -m "not desktop"

desktop: .venv/.ready-test  ## the tests on a real desktop of their own
	$(DESKTOP) --or-skip --screens 2 -- $(PYTHON) -m pytest -m desktop

soak: .venv/.ready-test  ## two million random steps against what must never be, and the long mail runs
	$(PYTHON) -m tests.acceptance.soak
	$(PYTHON) -m tests.mail.soak
	$(PYTHON) -m tests.mail.test_kills

bench: .venv/.ready-test  ## measure against a bare tray, workrave, safeeyes and C libical
	$(PYTHON) -m benchmarks
	$(PYTHON) -m benchmarks.feeds
	$(PYTHON) -m benchmarks.hours
	$(PYTHON) -m benchmarks.reviews

screenshots: .venv/.ready-test  ## docs/screenshots
	$(DESKTOP) --screens 2 -- $(PYTHON) tests/screenshots.py

looks: .venv/.ready-test  ## every window, language, theme and size of letters, into build/
	$(DESKTOP) --screens 2 -- $(PYTHON) tests/screenshots.py --every

docs: .venv/.ready-test  ## the user guide, into docs/site
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --quiet

languages: .venv/.ready-test  ## bring the translations in step with the code
	$(PYTHON) -m tests.catalogues

lock: .venv/.ready-test  ## renew requirements*.txt
	$(PYTHON) -m pip install --quiet --disable-pip-version-check "uv>=0.9,<1"
	$(LOCK) --extra setup --output-file requirements.txt pyproject.toml
	$(LOCK) --extra setup --extra dev --output-file requirements-dev.txt pyproject.toml
	@! grep -nE '://|file:|--index|--find-links' requirements.txt requirements-dev.txt

dist: .venv/.ready-test  ## wheel, sdist and a Debian package, into dist/
	sh packaging/dist.sh

dist-test: .venv/.ready-test  ## install the package into a bare Debian, start it, remove it
	sh packaging/dist-test.sh

clean:  ## remove what was made here
	rm -rf .venv build dist docs/site .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find boundary tests benchmarks -name __pycache__ -prune -exec rm -rf {} +
