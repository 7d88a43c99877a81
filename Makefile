# Every target sets up what it needs. `make help` explains them.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
DEMO ?= demo
SHELL := /bin/bash
.DEFAULT_GOAL := help
.PHONY: help demo test long quick check bench lock clean system

help: ## Show what can be made
	@awk 'BEGIN {FS = ":.*## "} /^[a-z-]+:.*## / {printf "  make %-8s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

demo: $(VENV)/.runtime ## Do the main job on the bundled example, then say what to open
	@rm -rf $(DEMO)
	@$(BIN)/crosscut init $(DEMO) --example korea-2024
	@$(BIN)/crosscut build $(DEMO)
	@echo "Work on it together in a browser: $(BIN)/crosscut serve $(DEMO)"

test: $(VENV)/.dev system ## Run every test, of the slow ones half, drawn anew each time (a quarter of an hour on two cores)
	@CROSSCUT_SLOW=half PYTHONDONTWRITEBYTECODE= $(BIN)/pytest --numprocesses 4 --dist loadscope --durations 40 --durations-min 5

long: $(VENV)/.dev system ## Run all tests with all their cases, of which `make test` takes some (about an hour)
	@CROSSCUT_LONG=1 PYTHONDONTWRITEBYTECODE= $(BIN)/pytest --numprocesses 2 --dist loadscope --timeout 3600

quick: $(VENV)/.dev ## Run the tests of what has changed since the last commit, for a minute at most
	@PYTHONDONTWRITEBYTECODE= $(BIN)/python scripts/quick

check: $(VENV)/.dev ## Run the linters, the type checker, the law of layers and the tests of the documentation
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(BIN)/pytest tests/docs

bench: $(VENV)/.dev ## Measure Crosscut beside its peers and print the ratios (an hour; needs the real material)
	@for each in $$(grep -l __main__ benchmarks/*.py); do echo "== $$each"; $(BIN)/python $$each || exit 1; done

lock: $(VENV)/.dev ## Pin every dependency anew
	@scripts/lock $(BIN)/uv

clean: ## Remove all that can be made again
	@rm -rf $(VENV) $(DEMO) build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis

system: ## Install the Debian packages that the tests need (as root), or name them
	@scripts/system-packages

$(VENV)/.runtime: pyproject.toml requirements.lock
	@scripts/setup "$(PYTHON)" $(VENV) requirements.lock
	@touch $@

$(VENV)/.dev: pyproject.toml requirements.lock requirements-dev.lock
	@scripts/setup "$(PYTHON)" $(VENV) requirements-dev.lock
	@touch $@ $(VENV)/.runtime
