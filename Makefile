# Everything starts here: `make demo` and `make test` need Python 3.11 or newer, git and make, and nothing else.
# Options go through ARGS: make demo ARGS="--people 500", make test ARGS="tests/house -x".

SHELL := /bin/sh
.DEFAULT_GOAL := help
ARGS ?=

# The first Python on this machine that is new enough; make demo PYTHON=/path/to/python chooses another.
PYTHON ?= $(shell for name in python3.11 python3.12 python3.13 python3.14 python3 python; do \
	command -v $$name >/dev/null 2>&1 && $$name -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
	&& echo $$name && break; done)

BIN := .venv/bin
UV ?= uv
PIP := $(BIN)/python -m pip --disable-pip-version-check -qq
OFFLINE := echo "The packages did not come; the lines above say why. Only this step needs a network, or what pip kept from before."
# Checks never touch the data of a service that runs from this folder.
CHECKED := env -u DODOMU_PGHOST -u DODOMU_TEST_PGHOST DODOMU_DATA=build/check DODOMU_DEBUG=0 DODOMU_DEMO=0

.PHONY: help setup setup-dev setup-spark demo test check style types floors templates migrations translations documents vendored
.PHONY: docs messages format lock bench clean

help: ## What can be made
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /\1|/' | awk -F'|' '{printf "make %-12s %s\n", $$1, $$2}'

setup: .venv/ready ## The environment for running (part of `make demo`)

setup-dev: .venv/ready-dev ## The environment for testing (part of `make test`)

setup-spark: .venv/ready-spark ## What tests on Spark need besides (part of .ci/run; half a gigabyte, and Java 17)

demo: .venv/ready ## A service with invented people and real public figures, on this machine
	@$(BIN)/dodomu demo $(ARGS)

test: .venv/ready-dev ## Every test on SQLite, and all that touch tables on PostgreSQL
	$(BIN)/pytest -q -n 2 --dist worksteal --db=sqlite $(ARGS)
	$(BIN)/pytest -q -n 2 --dist worksteal --db=postgres $(ARGS)

check: style types floors templates migrations translations documents vendored ## All of the following, in this order (-k: go on after a failure)

style: .venv/ready-dev ## … format and lint
	$(BIN)/ruff format --check --output-format concise .
	$(BIN)/ruff check --output-format concise .

types: .venv/ready-dev ## … types
	$(CHECKED) $(BIN)/mypy src tools bench

floors: .venv/ready-dev ## … who may import whom
	$(CHECKED) $(BIN)/lint-imports --no-logo

templates: .venv/ready-dev ## … templates compile and keep the rules
	$(CHECKED) $(BIN)/python tools/templates.py

migrations: .venv/ready-dev ## … the tables are as the models say
	$(CHECKED) $(BIN)/dodomu makemigrations --check --dry-run

translations: .venv/ready-dev ## … every sentence has its English
	$(CHECKED) $(BIN)/python tools/messages.py --check

documents: .venv/ready-dev ## … generated documents say what the code says
	$(CHECKED) $(BIN)/python tools/docs.py --check

vendored: .venv/ready-dev ## … files made by others are as they came
	$(BIN)/python tools/vendored.py --check

docs: .venv/ready-dev ## Write docs/permissions.md, states.md, settings.md and lists.md from the tables in code
	$(CHECKED) $(BIN)/python tools/docs.py

messages: .venv/ready-dev ## Compile the translations and name what has no English
	$(CHECKED) $(BIN)/python tools/messages.py

format: .venv/ready-dev ## Put the code in order
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

lock: ## Write the lock files anew (needs uv)
	$(UV) pip compile pyproject.toml --extra postgres --group build --universal --generate-hashes --no-header -q -o requirements.lock
	$(UV) pip compile pyproject.toml --extra postgres --extra link --group build --group dev --universal --generate-hashes --no-header -q -o requirements-dev.lock
	$(UV) pip compile pyproject.toml --extra spark --universal --generate-hashes --no-header -q -c requirements-dev.lock -o requirements-spark.lock

bench: .venv/ready-dev ## The performance commands of bench/, each with a table as its answer
	@set -e; for file in bench/[a-z]*.py; do echo "== $$file"; $(BIN)/python $$file $(ARGS); done

clean: ## Remove the environment and everything that was built (never the data)
	rm -rf .venv build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache

# The environment. Stamps make the second call instant; each follows its lock file.

.venv/bin/pip:
	@"$(PYTHON)" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
		echo "Python 3.11 or newer is needed, and $(or $(PYTHON),none) was found. make demo PYTHON=/path/to/python names one."; exit 1; }
	@echo "Making the environment in .venv"
	@"$(PYTHON)" -m venv .venv || { rm -rf .venv; echo "Debian and Ubuntu keep this part apart: apt-get install python3-venv"; exit 1; }

.venv/ready: requirements.lock pyproject.toml | .venv/bin/pip
	@echo "Installing what Dodomu needs to run (once)"
	@$(PIP) install --require-hashes -r requirements.lock || { $(OFFLINE); exit 1; }
	@$(PIP) install --no-deps --no-build-isolation -e .
	@touch $@

.venv/ready-dev: requirements-dev.lock requirements.lock pyproject.toml | .venv/bin/pip
	@echo "Installing what Dodomu needs to run and to be tested (once)"
	@$(PIP) install --require-hashes -r requirements-dev.lock || { $(OFFLINE); exit 1; }
	@$(PIP) install --no-deps --no-build-isolation -e .
	@touch .venv/ready $@

.venv/ready-spark: requirements-spark.lock .venv/ready-dev
	@echo "Installing Spark (once)"
	@$(PIP) install --require-hashes -r requirements-spark.lock || { $(OFFLINE); exit 1; }
	@touch $@
