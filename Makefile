# The verbs of this project. `make run` and `make test` set up everything they need on a fresh machine.
PYTHON ?= python3
PORT ?= 8501
BIN := .venv/bin

.PHONY: run test test-access check install install-dev browser nginx refresh sample lab docs bench lock help

help:            ## Show the verbs
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)/  make \1\t\2/' | expand -t 22

run: refresh     ## Build the warehouse from data_raw/ and serve the dashboard (PORT=8501)
	PORT=$(PORT) $(BIN)/python -m dashboard

test: install-dev browser nginx  ## Run every test: unit, warehouse, pages, end to end
	$(BIN)/python -m pytest

test-access: install-dev browser nginx  ## Run the tests of who may see what, those behind nginx included
	$(BIN)/python -m pytest tests/unit/test_access_file.py tests/unit/test_access_rights.py tests/pages/test_access*.py tests/e2e/test_access*.py

check: install-dev  ## Format, lint, types, import rules and unit tests
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m pytest tests/unit tests/test_conventions.py

install: .venv/installed  ## Create .venv with what a user needs

install-dev: .venv/installed-dev

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(0 if sys.version_info >= (3, 11) else "Python 3.11 or newer is needed: make PYTHON=/path/to/python3.11 …")'
	$(PYTHON) -m venv .venv

.venv/installed: requirements.txt | .venv/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
	@touch $@

.venv/installed-dev: requirements-dev.txt .venv/installed | .venv/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	@touch $@

browser: install-dev
	@$(BIN)/python -m tests.browser

nginx: install-dev
	@$(BIN)/python -m tests.nginx

refresh: install ## Read new deliveries and publish new releases
	@$(BIN)/python -m pipelines refresh || test $$? -eq 2

sample: install  ## Write the example deliveries in data_raw/ again (byte-identical)
	$(BIN)/python -m data_raw.generator

lab: install-dev refresh  ## Open JupyterLab on the notebooks
	$(BIN)/jupyter lab notebooks/01_monatsanalyse.ipynb

docs: install    ## Write the warehouse's documentation to var/docs/index.html
	$(BIN)/python -m pipelines.docs

bench: install-dev browser  ## Print the benchmark table
	$(BIN)/python -m bench

lock:            ## Pin the newest versions that requirements*.in allow
	rm -rf .venv/lock && $(PYTHON) -m venv .venv/lock
	.venv/lock/bin/pip install --quiet -r requirements.in
	( echo "# Everything a user needs, pinned. Made from requirements.in by \`make lock\`."; .venv/lock/bin/pip freeze ) > requirements.txt
	.venv/lock/bin/pip install --quiet -r requirements.txt -r requirements-dev.in
	( echo "# What developers and notebooks need on top, pinned. Made from requirements-dev.in by \`make lock\`."; \
	  echo "-r requirements.txt"; .venv/lock/bin/pip freeze | grep -v -x -F -f requirements.txt ) > requirements-dev.txt
	rm -rf .venv/lock
