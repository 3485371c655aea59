# The one door. Every target sets up what it needs in .venv from a committed lock; none needs another first.
#
#   make run     SERVE=0 ends after the card in the terminal, PORT=8123 chooses the port
#   make test    ARGS="-k card" is handed to pytest

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
MAKEFLAGS += --no-print-directory
PIP := $(BIN)/python -m pip --disable-pip-version-check install --quiet --require-hashes
# uv_build finds its own program on PATH; --no-build-isolation takes it from the lock instead of fetching another
SELF := PATH="$(CURDIR)/$(BIN):$$PATH" $(BIN)/python -m pip --disable-pip-version-check install --quiet --no-deps --no-build-isolation \
  --no-index --editable .
DEMO_OPTIONS := $(if $(filter 0 no false,$(SERVE)),--no-serve) $(if $(PORT),--port $(PORT))

.DEFAULT_GOAL := help
.PHONY: run test check bench bench-statistics docs coverage lock help clean

run: ## show the demonstration: a report card in the terminal and its pages on this machine
	@echo "Inspectorate: preparing the demonstration."
	@$(MAKE) $(VENV)/.run
	@$(BIN)/python -m compileall -q src/inspectorate
	@$(BIN)/python -m inspectorate demo $(DEMO_OPTIONS)

test: ## run every test this machine can run
	@$(MAKE) $(VENV)/.dev
	@scripts/system_packages.sh
	@$(BIN)/python -m pytest $(ARGS)

check: ## lint, format, types, import contracts, sizes
	@$(MAKE) $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo
	$(BIN)/python -m pytest -q tests/architecture

bench: ## measure speed
	@$(MAKE) $(VENV)/.dev
	@beyond=0; for part in run pages sampling; do $(BIN)/python benchmarks/$$part.py $(ARGS) || beyond=1; done; exit $$beyond

bench-statistics: ## measure the statistics against their promises (writes docs/reference/calibration.md)
	@$(MAKE) $(VENV)/.dev
	@$(BIN)/python benchmarks/calibration.py

docs: ## write the generated part of the documentation again
	@$(MAKE) $(VENV)/.dev
	@$(BIN)/python scripts/make_docs.py

coverage: ## run the tests and say which lines and branches none of them reached
	@$(MAKE) $(VENV)/.dev
	@scripts/system_packages.sh
	@$(BIN)/python -m coverage run -m pytest -q $(ARGS)
	@$(BIN)/python -m coverage report

lock: ## renew the locks from pyproject.toml (ARGS=--upgrade moves every pin)
	@$(MAKE) $(VENV)/.dev
	@scripts/lock.sh $(ARGS)

help: ## say what there is
	@echo "Inspectorate. Targets:"
	@sed -n 's/^\([a-z-]*\): ## /\1	/p' $(firstword $(MAKEFILE_LIST)) | while IFS='	' read -r name text; do printf '  make %-17s %s\n' "$$name" "$$text"; done

clean: ## remove the environment and everything that can be made again
	rm -rf $(VENV) build dist .pytest_cache .ruff_cache .mypy_cache .import_linter_cache .hypothesis .coverage
	find src tests scripts benchmarks -name __pycache__ -type d -prune -exec rm -rf {} + 2>/dev/null || true

# ---------------------------------------------------------------------------------------------------------- the environment

$(VENV)/.made:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
	  echo "Inspectorate needs Python 3.11 or newer; '$(PYTHON)' is missing or older. Name another: make PYTHON=python3.12 ..." >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
	  echo "Python's venv module is not complete on this machine. On Debian or Ubuntu: apt-get install python3-venv" >&2; exit 1; }
	@echo "  making $(VENV) with $$($(PYTHON) --version)"
	@$(PYTHON) -m venv $(VENV)
	@touch $@

$(VENV)/.run: requirements.lock pyproject.toml $(VENV)/.made
	@echo "  installing what is needed to run (requirements.lock)"
	@$(PIP) --requirement requirements.lock
	@$(SELF)
	@touch $@

$(VENV)/.dev: requirements-dev.lock pyproject.toml $(VENV)/.made
	@echo "  installing what is needed to test and check (requirements-dev.lock)"
	@$(PIP) --requirement requirements-dev.lock
	@$(SELF)
	@touch $@ $(VENV)/.run
