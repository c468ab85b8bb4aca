# Inkdigit: run it, test it, measure it. `make` alone lists what there is.

SHELL := bash
PYTHON := .venv/bin/python
ARGS ?=

.DEFAULT_GOAL := help
.PHONY: help run test lint bench hostile kills screenshots translations presets models model-digits model-fashion folds clean

help: ## list the targets
	@echo "Inkdigit reads handwritten digits. Targets:"
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-13s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: .venv/.ready-window ## open the window (ARGS="FILE…" opens files in it); the first time this installs what it needs
	@$(PYTHON) -m app $(ARGS)

test: .venv/.ready-tests ## check format, lint, types and layers, then run every test (ARGS="tests/… -k …": some)
	@bash .ci/checks
	@bash .ci/tests $(ARGS)

lint: .venv/.ready-tests ## check format, lint, types and layers only
	@bash .ci/checks

bench: .venv/.ready-tests ## measure start, pen, inference and memory against their baselines and budgets
	@$(PYTHON) -m app bench $(ARGS)

hostile: .venv/.ready-tests ## open 2,000 bad pictures and the bombs that take long to make (minutes; `make test` does 250)
	@INKDIGIT_BAD_FILES=2000 nice $(PYTHON) -m pytest tests/hostile $(ARGS)

kills: .venv/.ready-tests ## kill trainings and the whole program at twenty random moments (ten minutes; `make test` does two)
	@INKDIGIT_KILLS=20 $(PYTHON) -m pytest tests/ui/test_kills.py tests/e2e/test_app_kills.py $(ARGS)

screenshots: .venv/.ready-tests ## render the main states of the window into docs/screenshots
	@bash .ci/on-screen $(PYTHON) -m tests.screenshots

translations: .venv/.ready-tests ## collect the texts of the window for translation, and name those without German
	@$(PYTHON) -m tests.translations

presets: .venv/.ready-tests ## train every preset and the lesson it follows, write docs/presets.md (an hour on two cores; needs INKDIGIT_DATA)
	@nice $(PYTHON) -m tests.presets $(ARGS)

models: .venv/.ready-window ## train the networks of the lessons as models of yours, to compare (ARGS="quick …": others; goes on if stopped)
	@$(PYTHON) -m app models make $(ARGS)

# A training that was cut off goes on; one that is complete is taken as it is: remove its folder to begin anew.
define trained
[ -e $(1)/bundle/card.json ] || \
	if [ -e $(1)/config.json ]; then $(PYTHON) -m app train --resume $(1); \
	else $(PYTHON) -m app train $(2) --out $(1) $(ARGS); fi
endef

model-digits: .venv/.ready-window ## train the shipped model again, from INKDIGIT_DATA (two and a half hours on two cores)
	$(call trained,runs/digits-1,--preset digits --data mnist --seed 1)
	$(call trained,runs/digits-2,--preset digits --data mnist --seed 1 --from runs/digits-1/bundle --epochs 28 \
		--batch-size 256 --precision bfloat16)
	$(call trained,runs/digits,--preset digits --data mnist --seed 1 --from runs/digits-2/bundle --epochs 12 \
		--batch-size 256 --precision bfloat16 --plain 0.5 --blend 0.5)
	rm -rf models/digits && cp -r runs/digits/bundle models/digits
	$(PYTHON) -m app report --model models/digits --into-card

folds: .venv/.ready-window ## train digits anew with five seeds, and without pen strokes, and put the figures into its card (hours)
	$(PYTHON) -m app.learning.folds runs/folds models/digits $(ARGS)
	$(PYTHON) -m app report --model models/digits --into-card

model-fashion: .venv/.ready-window ## train the shipped model for garments again, from INKDIGIT_DATA (an hour or less on two cores)
	$(call trained,runs/fashion,--preset fashion-cnn --name fashion --seed 1 --epochs 36 --batch-size 256 \
		--learning-rate 0.003 --precision bfloat16)
	rm -rf models/fashion && cp -r runs/fashion/bundle models/fashion
	$(PYTHON) -m app report --model models/fashion --into-card

freeze: ## build the program that needs no Python, in dist/inkdigit (ARGS=--debug: one that tells what it imports)
	@bash resources/packaging/freeze.sh full $(ARGS)

freeze-reader: ## build the small one that reads but does not train, in dist/inkdigit-reader
	@bash resources/packaging/freeze.sh reader $(ARGS)

deb: ## make a Debian package of what `make freeze` has built
	@bash resources/packaging/deb.sh full

deb-reader: ## make a Debian package of what `make freeze-reader` has built
	@bash resources/packaging/deb.sh reader

smoke: .venv/.ready-tests ## test what the four targets before this have built, as a user would meet it
	@bash resources/packaging/smoke.sh $(ARGS)

clean: ## remove what was built, cached and installed here
	rm -rf .venv .cache build dist artifacts .pytest_cache .mypy_cache .ruff_cache .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# The stamps make a second `make run` start at once; a change of the dependencies renews them.
.venv/.ready-window: pyproject.toml .ci/prepare
	@bash .ci/prepare window
	@touch $@

.venv/.ready-tests: pyproject.toml .ci/prepare
	@bash .ci/prepare tests
	@touch $@ .venv/.ready-window
