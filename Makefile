# Raphe. `make` lists what there is. Needs Python 3.11 to 3.13 with venv, and make; nothing else.

VENV   = .venv
PY     = $(VENV)/bin/python
PIP    = $(PY) -m pip --disable-pip-version-check install -qq --require-hashes --only-binary=:all:
PYTEST = $(PY) -m pytest
STAMP  = $(VENV)/.installed
SUM    = cksum < requirements/$(1).txt | cut -d' ' -f1
RUN_OK := $(STAMP)-run-$(shell $(call SUM,run))
DEV_OK := $(STAMP)-dev-$(shell $(call SUM,dev))
COMPILE = UV_CUSTOM_COMPILE_COMMAND="make requirements" $(VENV)/bin/uv pip compile pyproject.toml \
	--universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links \
	--quiet $(UPGRADE)
# What a browser, real processes and the science show is not repeated on SQLite: what differs there
# is the database.
SQLITE_LEG = --only-database -m "not browser and not system and not long and not bench" \
	--ignore=tests/web/cases/test_every_branch.py

.PHONY: help run test test-long lint format schema bench requirements wheels backup restore clean

help:  ## list these targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-14s%s\n", $$1, $$2 }' Makefile

run: $(RUN_OK)  ## start Raphe on this machine and print its address
	@exec $(PY) -m pgx.run

test: $(DEV_OK)  ## the whole suite on PostgreSQL, then a smaller leg on SQLite
	$(PYTEST) -n 2 -m "not long and not bench" $(ARGS)
	TEST_DATABASE=sqlite $(PYTEST) -n 2 $(SQLITE_LEG) $(ARGS)

test-long: $(DEV_OK)  ## the tests that are too big for every change
	$(PYTEST) -m long $(ARGS)

lint: $(DEV_OK)  ## style, types, import contracts, templates
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .
	$(PY) -m mypy
	$(VENV)/bin/python -c "from importlinter.cli import lint_imports_command as run; run()"
	$(PY) -m djlint templates --lint --quiet

format: $(DEV_OK)  ## put the code into our style
	$(PY) -m ruff check --fix .
	$(PY) -m ruff format .

schema: $(DEV_OK)  ## write the schemas and the REST examples again, after a change that is meant
	WRITE_EXAMPLES=1 TEST_DATABASE=sqlite $(PYTEST) -q -k what_the_server tests/api/schema tests/ehr
	$(PY) manage.py write_schema
	$(PY) manage.py write_case_schema

bench: $(DEV_OK)  ## measure the floors, the model, the desk, the doors and class files (never a pass or a failure)
	$(PY) -m tests.bench.floors
	$(PY) -m tests.bench.model
	$(PY) -m tests.bench.knowledge
	$(PY) -m tests.bench.api
	$(PY) -m tests.bench.ehr
	$(PY) -m tests.bench.pages
	$(PY) -m tests.bench.cases
	$(PY) -m tests.bench.classes
	$(PY) -m tests.bench.batches

requirements: $(DEV_OK)  ## compile requirements/ again (UPGRADE=--upgrade for newer versions)
	$(COMPILE) --group local -o requirements/run.txt
	$(COMPILE) --group local --group test --group lint -c requirements/run.txt \
		-o requirements/dev.txt

wheels: $(DEV_OK)  ## is there a wheel for every pin, on every platform that we promise?
	@for python in 3.11 3.12 3.13; do \
	  for platform in x86_64-manylinux_2_28 aarch64-manylinux_2_28 \
	                  x86_64-apple-darwin aarch64-apple-darwin; do \
	    MACOSX_DEPLOYMENT_TARGET=12.0 $(VENV)/bin/uv pip compile requirements/dev.txt \
	      --no-deps --only-binary :all: --python-version $$python --python-platform $$platform \
	      --no-header --quiet --output-file /dev/null || exit 1; \
	    echo "every wheel is there: Python $$python on $$platform"; \
	  done; \
	done

backup: $(RUN_OK)  ## database and files into one archive (FILE=... to name it)
	@$(PY) -m pgx.backup create $(FILE)

restore: $(RUN_OK)  ## put back an archive: make restore FILE=... (FORCE=--force over data)
	@$(PY) -m pgx.backup restore $(FORCE) $(FILE)

clean:  ## remove caches and the virtual environment; the data in var/ stays
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# One stamp a requirements file and content: a changed file installs, an unchanged one costs nothing.
$(RUN_OK): | $(PY)
	@echo "Installing what Raphe needs (once; a minute or two) ..."
	@$(PIP) -r requirements/run.txt
	@rm -f $(STAMP)-run-* && touch $@

$(DEV_OK): | $(PY)
	@echo "Installing what the tests need (once; a minute or two) ..."
	@$(PIP) -r requirements/dev.txt
	@rm -f $(STAMP)-* && touch $@ $(RUN_OK)

# A name on the PATH can be a shim that does not run, so each is tried.
$(PY):
	@python=; \
	for name in $(PYTHON) python3.11 python3.12 python3.13 python3 python; do \
	  if $$name -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' \
	    2>/dev/null; then python=$$name; break; fi; \
	done; \
	if [ -z "$$python" ]; then \
	  echo "Raphe needs Python 3.11, 3.12 or 3.13. Install it with: $(GET_PYTHON)" >&2; exit 1; \
	fi; \
	version=$$($$python -c 'import sys; print("%d.%d" % sys.version_info[:2])'); \
	if ! $$python -c 'import ensurepip, venv' 2>/dev/null; then \
	  echo "Python $$version has no venv module. Install it with:" \
	    "sudo apt-get install python$$version-venv" >&2; exit 1; \
	fi; \
	echo "Making a virtual environment with Python $$version ..."; \
	$$python -m venv --clear $(VENV)

GET_PYTHON = $(if $(filter Darwin,$(shell uname -s)),brew install python@3.13,sudo apt-get install python3 python3-venv)
