# What users run. What is stale is teiwright's own knowledge ("teiwright build"), not make's.

PYTHON    ?= python3
VENV      := .venv
BIN       := $(VENV)/bin
TEIWRIGHT := $(BIN)/teiwright
SOURCES   := tei/source
BUILD     := build

# Warnings about a text (status 1) are printed and do not stop make; errors (status 2) do.
done = || test $$? -eq 1

# TEI that stands already is taken as it is: it may have been corrected by hand.
encoded = $(if $(wildcard tei/*.xml),$(VENV)/.installed,tei)

.DEFAULT_GOAL := all
.PHONY: all help tei validate html pdf index deposit schema docs check test test-all bench extras lock clean

ifdef TEXT
all: $(VENV)/.installed ## set everything up and do the main job on tei/source (or on TEXT=path/to/article.md)
	@$(TEIWRIGHT) build "$(TEXT)" -o $(BUILD) $(done)
else
all: $(VENV)/.installed ## set everything up and do the main job on tei/source (or on TEXT=path/to/article.md)
	@$(TEIWRIGHT) build $(SOURCES) -o $(BUILD) --tei tei $(done)
endif

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / && !seen[$$1]++ { printf "  make %-9s %s\n", $$1, $$2 }' Makefile

tei: $(VENV)/.installed ## encode the texts of tei/source as tei/NAME.xml
	@$(TEIWRIGHT) build $(SOURCES) -o $(BUILD) --tei tei --only tei $(done)

validate: $(encoded) ## validate tei/*.xml
	@$(TEIWRIGHT) validate tei/*.xml

html: $(encoded) ## make the HTML editions
	@$(TEIWRIGHT) publish html tei/*.xml -o $(BUILD)/html

pdf: $(encoded) ## make the PDFs
	@$(TEIWRIGHT) publish pdf tei/*.xml -o $(BUILD)/pdf

index: $(encoded) ## make the citation indexes
	@$(TEIWRIGHT) publish index tei/*.xml -o $(BUILD)/index

deposit: $(encoded) ## make packages for a repository
	@$(TEIWRIGHT) deposit tei/*.xml -o $(BUILD)/deposit $(done)

schema: $(VENV)/.installed ## make schema/teiwright.rng and .sch from the ODD
	@$(BIN)/python -m teiwright.validation.make_schema

check: $(VENV)/.tested ## formatting, linting, types
	@$(BIN)/ruff check . && $(BIN)/ruff format --check . && $(BIN)/mypy

test: check ## run the tests, on all cores
	@$(BIN)/pytest --numprocesses auto --dist loadfile

test-all: check ## run the slow tests, too
	@$(BIN)/pytest --numprocesses auto --dist loadfile -m "slow or not slow"

bench: $(VENV)/.tested ## measure how long things take
	@$(BIN)/python -m tests.benchmarks

extras: $(VENV)/.all ## install the optional extras, too

docs: $(VENV)/.all ## build the documentation as a site, build/docs
	@$(BIN)/mkdocs build --quiet --strict --site-dir $(BUILD)/docs

lock: | $(BIN)/pip ## lock the hashes of all packages, after pyproject.toml or .ci/constraints.txt changed
	@.ci/lock $(BIN)/python

clean: ## remove what was built, and the environment
	@rm -rf $(BUILD) $(VENV) .pytest_cache .mypy_cache .ruff_cache .hypothesis

$(BIN)/pip:
	@$(PYTHON) -m venv $(VENV)

# Nothing is installed but the files whose hashes are locked; the package itself is this folder.
locked = $(BIN)/pip install --quiet --disable-pip-version-check --require-hashes --requirement .ci/locked/$(1).txt
itself = $(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
complete = $(BIN)/pip check --quiet --disable-pip-version-check >/dev/null \
	|| { $(BIN)/pip check; echo "the locked packages do not suffice: run 'make lock'" >&2; exit 1; }

$(VENV)/.installed: pyproject.toml .ci/locked/core.txt | $(BIN)/pip
	@$(call locked,core)
	@$(itself)
	@$(complete)
	@$(BIN)/python -m compileall -q src
	@touch $@

$(VENV)/.tested: $(VENV)/.installed .ci/locked/test.txt
	@$(call locked,test)
	@touch $@

$(VENV)/.all: $(VENV)/.tested .ci/locked/all.txt
	@$(call locked,all)
	@touch $@
