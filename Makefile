# Everything runs in .venv, made from constraints.txt when it is missing or out of date.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
RUN_STAMP := $(VENV)/.installed
TEST_STAMP := $(VENV)/.installed-dev

# A file's tests stay in one process, so that what they share is made once; a process takes one core.
PYTEST := OMP_NUM_THREADS=1 $(BIN)/pytest --numprocesses=auto --dist=loadfile --no-loadscope-reorder

# The tests start the command hundreds of times; it is not to be compiled each time.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: help demo test test-fast fuzz lint format types contracts check clients widget benchmark clean

help:  ## Say what can be made
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 14

demo: $(RUN_STAMP)  ## Install, import the bundled companies, search in three languages
	@$(BIN)/mitra demo

test: $(TEST_STAMP)  ## Run all tests
	$(PYTEST)

test-fast: $(TEST_STAMP)  ## Run the tests that take no more than seconds
	$(PYTEST) -m "not slow" --ignore=tests/real

fuzz: $(TEST_STAMP)  ## Ask the service 10,000 things that nobody thought of
	MITRA_FUZZ_CASES=10000 OMP_NUM_THREADS=1 $(BIN)/pytest -s tests/service/security/test_fuzzing.py

lint: $(TEST_STAMP)  ## Check style and format
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

format: $(TEST_STAMP)  ## Put the sources into shape
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

types: $(TEST_STAMP)  ## Check types
	$(BIN)/mypy

contracts: $(TEST_STAMP)  ## Check that imports only point to the left
	$(BIN)/lint-imports

check: lint types contracts  ## Everything that is checked besides the tests

clients: $(TEST_STAMP)  ## Make the clients anew from what the service describes (needs Node.js 20 and npm)
	$(BIN)/python clients/generate.py
	cd clients/javascript && npm ci --no-audit --no-fund && npm run build

widget:  ## Build the file that pages load (needs Node.js 20 and npm)
	cd service/widget && npm ci --no-audit --no-fund && npm run build

benchmark: $(TEST_STAMP)  ## Measure search, models and language detection on the real data
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable '.[dev,benchmark]'
	$(BIN)/python benchmarks/search.py
	$(BIN)/python benchmarks/serving.py
	$(BIN)/python benchmarks/hybrid.py
	$(BIN)/python benchmarks/names.py
	$(BIN)/python benchmarks/passages.py
	$(BIN)/python benchmarks/languages.py
	$(BIN)/python benchmarks/models.py
	$(BIN)/python benchmarks/sectors.py
	$(BIN)/python benchmarks/fusion.py
	$(BIN)/python benchmarks/matching.py
	$(BIN)/python benchmarks/all_pairs.py
	$(BIN)/python benchmarks/similarity_report.py
	$(BIN)/python benchmarks/events.py
	$(BIN)/python benchmarks/duplicates.py

clean:  ## Remove what was made, the demo's catalogue included
	rm -rf $(VENV) mitra-demo .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

$(BIN)/python:
	$(PYTHON) -m venv $(VENV)

$(RUN_STAMP): pyproject.toml constraints.txt | $(BIN)/python
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable .
	@touch $@

$(TEST_STAMP): $(RUN_STAMP)
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable '.[dev]'
	@touch $@
