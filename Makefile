# Firstlight. `make help` lists what there is.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
# Locks are made for the oldest Python that is served, as Debian 12 has it: 3.11.2.
OLDEST := 3.11
export PORT DATA_DIR

.DEFAULT_GOAL := help
.PHONY: help run test lint types tests torture bench fixtures screenshots journeys checker client contract gas lock audit sbom licences messages clean

help: ## list these targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sort | awk -F ':.*## ' '{printf "  make %-11s %s\n", $$1, $$2}'

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

tests: $(VENV)/dev.stamp ## the tests alone, two at a time
	@# Compiled modules are kept: otherwise each of the hundred processes that tests start compiles everything anew.
	@# More than two at a time starve each other's servers on two processors. conftest.py says which groups come first.
	PYTHONDONTWRITEBYTECODE= $(BIN)/pytest -n 2 --dist loadgroup --no-loadscope-reorder $(ARGS)

torture: $(VENV)/dev.stamp ## the long rigs; their last output is kept in bench/torture.txt
	@sh scripts/keep-output bench/torture.txt $(BIN)/pytest -m torture --timeout=7200 -q $(ARGS)

bench: $(VENV)/dev.stamp ## benchmarks as ratios in one run; kept in bench/latest.txt
	$(BIN)/python -m bench

fixtures: $(VENV)/run.stamp ## build the demo media anew
	$(BIN)/python -m fixtures.build --out "$${DATA_DIR:-var}/demo" --force

screenshots: $(VENV)/dev.stamp ## take the pictures of docs/ anew, from a demo of their own
	@$(BIN)/python -m verify.tests.browser.screenshots

journeys: $(VENV)/dev.stamp ## walk the site in a browser; what was seen is kept as pictures in build/journeys
	@mkdir -p build/journeys
	FIRSTLIGHT_SHOTS=build/journeys $(BIN)/pytest verify/tests/browser $(ARGS)

checker: $(VENV)/dev.stamp ## build build/check.pyz, which checks bundles where nothing is installed
	@sh scripts/build-checker $(BIN)/python build/check.pyz

client: $(VENV)/dev.stamp ## make a typed Python client of the interface: build/client
	@DJANGO_SETTINGS_MODULE=verify.settings DEMO=1 $(BIN)/python -m verify.api.schema.client build/client

contract: $(VENV)/dev.stamp ## compile the anchoring contract anew, in an environment of its own
	$(BIN)/python -m chronology.anchors.evm.contract.compiling

gas: $(VENV)/dev.stamp ## what an anchor costs, measured on a real node and on the embedded chain
	@$(BIN)/python -m chronology.anchors.evm.gas

lock: $(VENV)/dev.stamp ## resolve requirements.in into hashed requirements
	$(BIN)/uv pip compile -q --python-version $(OLDEST) --upgrade --generate-hashes requirements.in -o requirements.txt
	$(BIN)/uv pip compile -q --python-version $(OLDEST) --upgrade --generate-hashes requirements-dev.in -o requirements-dev.txt
	$(BIN)/uv pip compile -q --python-version $(OLDEST) --upgrade --generate-hashes requirements-checker.in -o requirements-checker.txt

sbom: $(VENV)/dev.stamp ## all packages with versions, digests and licences (CycloneDX): build/sbom.cdx.json
	$(BIN)/python -m supply.sbom build/sbom.cdx.json

licences: $(VENV)/dev.stamp ## write docs/licences.md from the lock; fails where a licence is not allowed
	$(BIN)/python -m supply.licences

messages: $(VENV)/dev.stamp ## bring locale/ in step with the texts of the code and the templates, and compile it
	@DJANGO_SETTINGS_MODULE=verify.settings DEMO=1 DATA_DIR=build/messages $(BIN)/python -m verify.languages.messages $(ONLY)
	@DJANGO_SETTINGS_MODULE=verify.settings DEMO=1 DATA_DIR=build/messages $(BIN)/python -m verify.languages.table

reader: $(VENV)/dev.stamp ## take over anew what the pages that check without sending load (npm)
	@sh scripts/reader/build $(CURDIR)/$(BIN)/python

audit: $(VENV)/dev.stamp ## known weaknesses of the pinned packages (asks the package index)
	$(BIN)/pip-audit --require-hashes -r requirements.txt

clean: ## remove what was installed and made, not the data
	rm -rf $(VENV) build .mypy_cache .ruff_cache .pytest_cache .import_linter_cache

$(VENV)/run.stamp: requirements.txt scripts/make-venv
	@PYTHON="$(PYTHON)" sh scripts/make-venv $(VENV) requirements.txt
	@touch $@

$(VENV)/dev.stamp: requirements.txt requirements-dev.txt scripts/make-venv scripts/anvil/package-lock.json
	@PYTHON="$(PYTHON)" sh scripts/make-venv $(VENV) requirements.txt requirements-dev.txt
	@sh scripts/anvil/install
	@touch $@ $(VENV)/run.stamp
