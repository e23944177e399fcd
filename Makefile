# The two commands are `make demo` and `make test`; every other target is a part or a friend of them.
# PORT, VAR and DATABASE_URL can be set on all of them: everything of one installation lives under $VAR.

PORT ?= 8000
VAR ?= var
PAPERS ?=
DATA ?= ../shared/data/documents
SYSTEM_PYTHON := $(shell command -v python3.11 || command -v python3)
BIN := .venv/bin
export PORT VAR
ifdef DATABASE_URL
export DATABASE_URL
endif
export PYTHONUTF8 := 1

.DEFAULT_GOAL := help
.PHONY: help setup setup-tests demo run found test check format bench faults accuracy guides map doctor lock

help: ## this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)/\1\t\2/' | expand -t 12

setup: ## install everything that running needs, and nothing else (second time: a moment)
	@$(SYSTEM_PYTHON) scripts/setup.py

setup-tests: ## setup, and what only the tests need (Chromium among it)
	@$(SYSTEM_PYTHON) scripts/setup.py --tests

demo: setup ## the demonstration: database, a province's offices, web and worker; PAPERS=N scales it up
	@exec $(BIN)/tinhgon demo --port $(PORT) $(if $(PAPERS),--papers $(PAPERS))

run: setup ## an installation without demonstration data: database, web and worker
	@exec $(BIN)/tinhgon run --port $(PORT)

found: setup ## the first agency and its first administrator, in an empty installation (while `make run` runs)
	@$(BIN)/tinhgon found

test: check ## linters, then all tests (unit, house, journeys, browser, ten seeded kills)
	@$(BIN)/pytest

check: setup-tests ## linters only: ruff, mypy, import-linter
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

format: setup-tests ## put the code into ruff's format
	@$(BIN)/ruff check --fix-only --quiet .
	@$(BIN)/ruff format .

bench: setup-tests ## benchmarks as JSON lines, with their baselines; BENCH_PAPERS=100000
	@for file in benchmarks/[a-z]*.py; do $(BIN)/python $$file || exit 1; done

faults: setup-tests ## 200 kills of worker and web processes while papers are registered, numbered and issued (about 15 minutes)
	@TINHGON_KILLS=200 $(BIN)/pytest tests/faults -o log_cli=true -o log_cli_level=INFO -o log_cli_format="%(asctime)s %(message)s"

accuracy: setup-tests ## real papers of DATA=folder: fields read, and the main job in Chromium; writes docs/accuracy.md
	@PYTHONPATH=src $(BIN)/python scripts/accuracy.py $(DATA) --out docs/accuracy.md
	@TINHGON_PAPERS=$(DATA) $(BIN)/pytest -q -s tests/browser/test_real_papers.py

guides: setup-tests ## the manuals of the roles: their pictures taken anew in Chromium, printed into $$VAR/guides
	@TINHGON_SCREENSHOTS=1 $(BIN)/pytest -q tests/browser
	@$(BIN)/tinhgon guides

map: setup ## floors and rooms of the house as text
	@$(BIN)/python scripts/map.py

doctor: setup ## what is missing here, what does not work without it, and the line that brings it
	@$(BIN)/tinhgon doctor

lock: setup-tests ## make the lock files again from requirements/*.in and package.json
	@$(SYSTEM_PYTHON) scripts/lock.py
