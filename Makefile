# Two commands: `make run` and `make test`. `make help` prints this list.
SHELL := /bin/sh
PORT ?= 8000
PROFILE ?= palu
DATA ?= var
PY := .venv/bin/python
PG ?= postgresql://postgres@127.0.0.1:5432/serambi
PYTEST := $(PY) -m pytest -n 2 --dist loadfile --no-loadscope-reorder
# where it is set (in many containers), every process of ours would compile three thousand modules before it begins
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.PHONY: help run setup test test-rest test-postgres test-browser test-slow lint fmt bench demo messages schema vendor screenshots lock

help: ## this list
	@awk -F':.*## ' '/^[a-z-]+:.*## / {printf "  make %-14s %s\n", $$1, $$2}' $(MAKEFILE_LIST)
	@echo "  choose with PORT=$(PORT) PROFILE=$(PROFILE) (bima, solok, payakumbuh, pasuruan, palu) DATA=$(DATA)"

run: .venv/run ## a working library with example data, in the browser
	@exec $(PY) -m serambi --data "$(DATA)" --profile "$(PROFILE)" run --port $(PORT) --example

demo: .venv/run ## fill DATA with the example library, without serving it
	@exec $(PY) -m serambi --data "$(DATA)" --profile "$(PROFILE)" setup --example

setup: .venv/dev ## .venv with everything for development

test: .venv/dev lint test-rest test-browser ## what CI runs on SQLite: lints, house rules, unit, journey and browser tests

test-rest: .venv/dev .venv/peers
	$(PYTEST) -m "not browser and not slow"

test-browser: .venv/dev .venv/browser ## the pages in a real Chromium: axe, crawl, journeys without JavaScript
	$(PYTEST) -m "browser and not slow"

test-postgres: .venv/dev .venv/peers ## unit tests, journeys and races on PostgreSQL (PG=postgresql://user@host:port/name)
	SERAMBI_DATABASE=$(PG) $(PYTEST) -m "not browser and not slow" --ignore=house/test_rules.py --ignore=house/test_tools.py --ignore=house/test_templates.py

test-slow: .venv/dev .venv/browser ## full data, long races, properties tried on examples of chance
	$(PYTEST) -m slow
	$(PYTEST) -m "hypothesis and not browser" --hypothesis-profile=search

lint: .venv/dev ## ruff, templates, import contract
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	.venv/bin/lint-imports

fmt: .venv/dev ## format Python
	.venv/bin/ruff check --fix-only .
	.venv/bin/ruff format .

messages: .venv/dev ## collect the strings of every room into its Indonesian catalogue
	$(PY) tools/messages.py

bench: .venv/dev ## measure, and write docs/benchmarks.md
	$(PY) -m bench

screenshots: .venv/dev .venv/browser ## walk the pages at 360 and 1280 px into screenshots/
	$(PY) tools/screenshots.py

schema: .venv/dev ## write the tables of a new library out of the migrations
	$(PY) tools/schema.py

vendor: ## copy the browser libraries that package-lock.json pins into the tree (needs npm)
	npm ci --ignore-scripts --no-audit --no-fund
	python3 tools/vendor.py

lock: .venv/dev ## pin requirements/*.in anew
	.venv/bin/uv pip compile -q --universal --generate-hashes --no-emit-index-url --python-version 3.11 --overrides requirements/left-out.txt requirements/run.in -o requirements/run.txt
	.venv/bin/uv pip compile -q --universal --generate-hashes --no-emit-index-url --python-version 3.11 --overrides requirements/left-out.txt requirements/dev.in -o requirements/dev.txt

.venv/run: requirements/run.txt
	@tools/prepare run
.venv/dev: requirements/dev.txt requirements/run.txt
	@tools/prepare dev
.venv/browser:
	@tools/prepare browser
.venv/peers:
	@tools/prepare peers
