PYTHON ?= python3
PORT ?= 8000
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/ready
export DJANGO_SETTINGS_MODULE := newsroom.settings

.PHONY: demo demo-reset test lint tidy lock bench static

demo: $(READY)
	@$(BIN)/python manage.py demo --port $(PORT)

demo-reset: $(READY)
	@$(BIN)/python manage.py demo --reset --port $(PORT)

test: $(READY)
	@$(BIN)/python -m tests

lint: $(READY)
	@$(BIN)/python -m tests --lint

bench: $(READY)
	@$(BIN)/python -m tests.benchmarks

tidy: $(READY)
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

# The exact versions of the whole tree, with the digests of every file, for every
# platform, and without the address of any index.
lock: $(READY)
	$(BIN)/uv pip compile --universal --generate-hashes --no-header \
	    --no-emit-index-url --python-version 3.11 --extra dev --upgrade --quiet \
	    pyproject.toml --output-file requirements.lock

static: $(READY)
	$(BIN)/python manage.py collectstatic --no-input

$(READY): requirements.lock
	@$(PYTHON) -c 'import sys; sys.version_info >= (3, 11) or sys.exit("Newsroom needs Python 3.11 or newer; try make PYTHON=python3.12")'
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { echo "Python's venv is missing: on Debian, install the package python3-venv"; exit 1; }
	@echo "Building the environment in $(VENV)"
	@$(PYTHON) -m venv --clear $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements.lock
	@touch $@
