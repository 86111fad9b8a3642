# Unison. `make` alone tells what there is. UNISON_DATA, UNISON_PORT and UNISON_DATABASE_URL are taken from the
# environment.
.DEFAULT_GOAL := help
.PHONY: help setup frontend run test check bench e2e docs lock clean

help: ## tell what there is
	@awk -F ':.*## ' '/^[a-z0-9]+:.*## / { printf "  make %-9s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: ## make .venv and install exactly what requirements.lock names
	@bin/setup

frontend: setup ## build frontend/dist
	@bin/frontend build

run: setup frontend ## start everything with the demo plant; Ctrl-C stops it
	@# The shell outlives a Ctrl-C, so that make hears of a clean end and not of an interrupt
	@trap : INT; .venv/bin/unison serve --demo || [ $$? -eq 130 ]

test: setup frontend ## run every test: Python, front end, and end to end in a real browser
	@bin/test

check: setup ## lint, formatting, types, architecture; needs no database
	@.venv/bin/ruff check
	@.venv/bin/ruff format --check
	@.venv/bin/pyright
	@.venv/bin/lint-imports
	@bin/frontend check

bench: setup ## measure throughput and latency
	@.venv/bin/python -m tests.bench

e2e: setup frontend ## run the end-to-end tests alone
	@bin/e2e

docs: setup ## write docs/refusals.md and docs/capabilities.md anew
	@.venv/bin/python -m tests.docs.refusals
	@.venv/bin/python -m tests.docs.rooms

lock: setup ## write requirements.lock anew from pyproject.toml
	@bin/lock

clean: ## remove what was built and installed here; data and passwords stay
	@rm -rf .venv .make frontend/dist frontend/dev-dist frontend/node_modules
	@rm -rf .pytest_cache .ruff_cache .hypothesis .import_linter_cache test-results playwright-report
