# The project's everyday commands. Everything runs in .venv, which is made on first use
# and updated when pyproject.toml has changed.

PYTHON ?= python3
SPHINXOPTS ?=
PYTEST ?= -n auto --dist loadfile
FUZZ ?=
EXAMPLES ?=
BENCH ?= $(wildcard ../shared/corpus)
INCREMENTAL ?=
FAULTS ?=
MEMORY ?=
N ?= 200
SEED ?= 1
WIRE ?= ../shared
RELEASES ?= ../shared
SCHEMA ?=

BIN := .venv/bin
PARSER := sphinx_qapi.cli.whole_parser
LOCALE := sphinx_qapi/locale
READY := .venv/.ready

.DEFAULT_GOAL := help
.PHONY: help html livehtml linkcheck pdf test fuzz fuzz-examples test-memory test-incremental test-faults test-wire test-releases test-corpus test-exports test-browsers mutants bench nox dist check locale scripts share clean

help: ## List these targets
	@echo "Targets:"
	@sed -n 's/^\([a-z-]*\):.* ## /  make \1\t/p' $(MAKEFILE_LIST) | expand -t 25
	@echo "Variables:"
	@echo "  SCHEMA=\"[NS=]FILE ...\"  with html and pdf: build these schemas instead of the docs or the example"
	@echo "  PYTEST=\"-k lexer\"       with test: options for pytest (default: $(PYTEST))"
	@echo "  PYTHON=python3.12       the interpreter to make .venv with (3.11 or later)"

# The docs must build without warnings. Schemas given by SCHEMA may have mistakes; their pages are built nevertheless.
html: $(READY) ## Build the docs into build/html; warnings are errors
ifeq ($(strip $(SCHEMA)),)
	@$(BIN)/python -m sphinx -b html -W --keep-going -q -c . $(SPHINXOPTS) docs build/html
	@echo "The docs are in build/html/index.html"
else
	@$(BIN)/sphinx-qapi build $(SCHEMA) -o build/schema
endif

livehtml: $(READY) ## Show the docs in a browser, and build them again after each change
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable ".[live]"
	$(BIN)/sphinx-autobuild -c . --watch examples --watch sphinx_qapi $(SPHINXOPTS) docs build/html

linkcheck: $(READY) ## Check the links of the docs; needs a network
	$(BIN)/python -m sphinx -b linkcheck -W --keep-going -q -c . $(SPHINXOPTS) docs build/linkcheck

pdf: $(READY) ## Build a PDF of SCHEMA, or of the example; needs LaTeX (docs/howto/other-formats.md)
	$(BIN)/sphinx-qapi build $(or $(strip $(SCHEMA)),Granary=examples/granary/granary.json) -o build/pdf -b latex
	$(MAKE) -C build/pdf/latex LATEXMKOPTS="-interaction=nonstopmode -halt-on-error -silent" all-pdf \
	    >build/pdf/messages.txt
	@ls build/pdf/latex/*.pdf

test: $(READY) ## Run the tests
	@$(BIN)/python -m pytest $(PYTEST)

fuzz: $(READY) ## Read random and hostile schemas for two minutes; FUZZ="--seconds 600 --seed 7" for others
	$(BIN)/python -m tests.fuzz $(FUZZ)

fuzz-examples: $(READY) ## Check 100,000 mutated examples; EXAMPLES="--count 1000 --seed 7" for others
	$(BIN)/python -m tests.fuzz.examples $(EXAMPLES)

test-memory: $(READY) ## Read schemas of a million lines, and measure memory and time; MEMORY="--lines 100000 --seed 7 enum"
	$(BIN)/python -m tests.memory $(MEMORY)

test-incremental: $(READY) ## Compare incremental builds with clean ones; INCREMENTAL="--edits 10 --schema FILE" for others
	$(BIN)/python -m tests.incremental $(INCREMENTAL)

test-faults: $(READY) ## Kill builds, damage their caches, edit and generate schemas at random; FAULTS="--share 0.1 --seed 7 kills"
	$(BIN)/python -m tests.faults $(FAULTS)

test-wire: $(READY) ## Compare every wire path of every real release with a naive reader; WIRE="FOLDER --every 10"
	$(BIN)/python -m tests.wire $(WIRE)

test-releases: $(READY) ## Build every schema of every real release, and check that nothing is missing; RELEASES="FOLDER --release 9.1"
	$(BIN)/python -m tests.releases $(RELEASES)

test-corpus: $(READY) ## Test all real releases; the usual tests read one in three
	SPHINX_QAPI_ALL_RELEASES=1 $(BIN)/python -m pytest -n auto -m shared tests/schema tests/sphinx_ext

test-exports: $(READY) ## Check exports of every real release with the programs that read them; needs Node.js
	$(BIN)/python -m tests.exports $(WIRE)

test-browsers: $(READY) ## Use the example's site in Chromium and Firefox, from files and over http; needs npm
	$(BIN)/python -m tests.browser

mutants: $(READY) ## Put N mistakes into the code (SEED=1), and check that tests find them; the first run takes an hour longer
	$(BIN)/python -m tests.mutants --number $(N) --seed $(SEED)

bench: $(READY) ## Measure how fast sites are built; BENCH="CORPUS --quick" to measure once
	$(BIN)/python -m pip install --quiet --disable-pip-version-check sphinx-rtd-theme
	$(BIN)/python -m benchmarks $(BENCH)

nox: $(READY) ## Run the tests with all versions of Python and Sphinx that are available here
	$(BIN)/python -m pip install --quiet --disable-pip-version-check nox
	$(BIN)/nox

dist: $(READY) ## Build the archives that are published into dist
	$(BIN)/python -m hatchling build

check: $(READY) ## Check style, types, the layers' contracts, and that there are no import cycles
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache
	$(BIN)/python -m pytest -q tests/test_architecture.py tests/test_written_once.py

locale: $(READY) ## Update the messages for translators, and compile the catalogues
	$(BIN)/pybabel -q extract --keywords="_ N_" --no-default-keywords --omit-header --sort-output --no-location --no-wrap \
	    --output-file=$(LOCALE)/sphinx_qapi.pot sphinx_qapi/sphinx_ext
	$(BIN)/pybabel -q update --domain=sphinx_qapi --no-fuzzy-matching --ignore-pot-creation-date --no-wrap \
	    --input-file=$(LOCALE)/sphinx_qapi.pot --output-dir=$(LOCALE)
	$(BIN)/pybabel -q compile --domain=sphinx_qapi --directory=$(LOCALE)

scripts: $(READY) build/terser ## Minify the scripts of sphinx_ext/scripts again, for pages; needs npm
	$(BIN)/python -m tests.minified

build/terser:
	npm install --silent --no-fund --no-audit --prefix $@ terser@5.51.4

share: $(READY) ## Generate the man page and the completions of shells again
	$(BIN)/python -m pip install -q "shtab>=1.8" "argparse-manpage>=4.6"
	$(BIN)/shtab --prog sphinx-qapi -s bash $(PARSER).whole_parser > share/bash-completion/completions/sphinx-qapi
	$(BIN)/shtab --prog sphinx-qapi -s zsh $(PARSER).whole_parser > share/zsh/site-functions/_sphinx-qapi
	$(BIN)/shtab --prog sphinx-qapi -s fish $(PARSER).whole_parser > share/fish/vendor_completions.d/sphinx-qapi.fish
	SOURCE_DATE_EPOCH=0 $(BIN)/argparse-manpage --module $(PARSER) --function whole_parser --prog sphinx-qapi \
	    --project-name sphinx-qapi --manual-title sphinx-qapi --format single-commands-section \
	    --description "reference pages and checks for QAPI schemas" > share/man/man1/sphinx-qapi.1

clean: ## Remove what was built, but not .venv
	rm -rf build dist docs/reference/granary .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis

# This file exists if the installation below has succeeded with the current pyproject.toml.
$(READY): pyproject.toml
	@echo "Preparing .venv (once; takes a minute) ..."
	@$(PYTHON) -c "import sys; sys.exit(sys.version_info < (3, 11) and '$(PYTHON) is older than 3.11: name another one, as in make PYTHON=python3.12')"
	@$(BIN)/python -m pip --version >/dev/null 2>&1 || $(PYTHON) -m venv --clear .venv
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable ".[docs,extensions,test]"
	@touch $@
