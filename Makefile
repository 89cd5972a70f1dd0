# Two commands are enough: `make run` and `make test`. Each sets up whatever is missing first.
SHELL := /bin/sh
PYTHON_BIN := .venv/bin/python
SITUATIONROOM := .venv/bin/situationroom
DISPLAYED := $(or $(DISPLAY),$(WAYLAND_DISPLAY),$(filter Darwin,$(shell uname)))
SET_UP_FROM := requirements.lock pyproject.toml packaging/set-up.sh \
	packaging/system-packages.txt packaging/uv-requirements.lock

.DEFAULT_GOAL := help
.PHONY: help run demo test check fuzz bench screenshots resources lock

help: ## what can be made
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' Makefile

# Nothing is installed again until one of the files it was set up from changes.
.venv/.set-up: $(SET_UP_FROM)
	@packaging/set-up.sh

run: .venv/.set-up ## the program with its demonstration incident; without a display, its files
ifeq ($(DISPLAYED),)
	@echo "There is no display here; the demonstration writes what it would show."
	@$(SITUATIONROOM) demo --headless --out out/demo
	@echo "Look into out/demo: the incident, screenshots, map, manifest, hand-offs, briefing page, sitrep."
else
	@$(SITUATIONROOM) demo
endif

demo: .venv/.set-up ## the demonstration's story without a window, into out/demo
	@$(SITUATIONROOM) demo --headless --out out/demo

test: .venv/.set-up ## every test
	@packaging/test-programs.sh
	@QT_QPA_PLATFORM=offscreen $(PYTHON_BIN) -m pytest -n 2

check: .venv/.set-up ## style, types, formatting, then every test
	@.venv/bin/ruff check
	@.venv/bin/ruff format --check
	@.venv/bin/mypy
	@$(MAKE) --no-print-directory test

# Where the compared packages cannot be had, the measurement says so and goes on without them.
bench: .venv/.set-up ## measure against what one would use instead; writes bench/RESULTS.md
	-@packaging/set-up.sh requirements-bench.lock .venv-bench
	@QT_QPA_PLATFORM=offscreen $(or $(wildcard .venv-bench/bin/python),$(PYTHON_BIN)) -m bench

fuzz: .venv/.set-up ## an hour of broken files; MINUTES=5 for less
	@$(PYTHON_BIN) -m tests.fuzzing --minutes $(or $(MINUTES),60)

screenshots: .venv/.set-up ## docs/images anew, from the demonstration
	@$(PYTHON_BIN) scripts/screenshots.py

resources: .venv-resources/.set-up ## basemap, gazetteer and fonts anew, from registry packages
	@.venv-resources/bin/python scripts/build_resources.py

.venv-resources/.set-up: requirements-resources.lock packaging/set-up.sh
	@packaging/set-up.sh requirements-resources.lock .venv-resources

UV = $(firstword $(wildcard .setup/bin/uv) uv)
COMPILE = $(UV) pip compile -q --upgrade --universal --generate-hashes
lock: .venv/.set-up ## renew the locked versions (docs/decisions/0003)
	$(COMPILE) --group dev pyproject.toml -o requirements.lock
	$(COMPILE) --group dev --group resources pyproject.toml -o requirements-resources.lock
	$(COMPILE) --group dev --group bench pyproject.toml -o requirements-bench.lock
	echo uv | $(COMPILE) --no-annotate - -o packaging/uv-requirements.lock
