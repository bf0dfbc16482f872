# Firstlight. `make help` lists what there is.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
export PORT DATA_DIR

.DEFAULT_GOAL := help
.PHONY: help run test lint types tests torture bench fixtures lock audit clean

help: ## list these targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sort | awk -F ':.*## ' '{printf "  make %-10s %s\n", $$1, $$2}'

run: $(VENV)/run.stamp ## start the demo and print its address; Ctrl-C ends it (PORT, DATA_DIR)
	@exec $(BIN)/python manage.py demo

test: $(VENV)/dev.stamp ## lint, types and all tests (CI=true makes a missing part an error)
	@sh scripts/system-packages
	@$(MAKE) --no-print-directory lint types tests

lint: $(VENV)/dev.stamp ## style, spelling, import rules, settings
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	git ls-files '*.html' | xargs -r $(BIN)/djade --check --target-version 5.2
	$(BIN)/codespell $$(git ls-files '*.py' '*.md' '*.html' '*.js' '*.css')
	$(BIN)/lint-imports --no-cache

types: $(VENV)/dev.stamp ## mypy, strict on the two libraries
	$(BIN)/mypy

tests: $(VENV)/dev.stamp ## the tests alone
	$(BIN)/pytest $(ARGS)

torture: $(VENV)/dev.stamp ## the long rigs; their last output is kept in bench/torture.txt
	@sh scripts/keep-output bench/torture.txt $(BIN)/pytest -m torture --timeout=7200 -q $(ARGS)

bench: $(VENV)/dev.stamp ## benchmarks as ratios in one run; kept in bench/latest.txt
	$(BIN)/python -m bench

fixtures: $(VENV)/run.stamp ## build the demo media anew
	$(BIN)/python -m fixtures.build --out "$${DATA_DIR:-var}/demo" --force

lock: $(VENV)/dev.stamp ## resolve requirements.in into hashed requirements
	$(BIN)/uv pip compile -q --upgrade --generate-hashes requirements.in -o requirements.txt
	$(BIN)/uv pip compile -q --upgrade --generate-hashes requirements-dev.in -o requirements-dev.txt

audit: $(VENV)/dev.stamp ## known weaknesses of the pinned packages (asks the package index)
	$(BIN)/pip-audit --require-hashes -r requirements.txt

clean: ## remove what was installed and made, not the data
	rm -rf $(VENV) build .mypy_cache .ruff_cache .pytest_cache .import_linter_cache

$(VENV)/run.stamp: requirements.txt scripts/make-venv
	@PYTHON="$(PYTHON)" sh scripts/make-venv $(VENV) requirements.txt
	@touch $@

$(VENV)/dev.stamp: requirements.txt requirements-dev.txt scripts/make-venv
	@PYTHON="$(PYTHON)" sh scripts/make-venv $(VENV) requirements.txt requirements-dev.txt
	@touch $@ $(VENV)/run.stamp
