# The commands of this project. `make run` and `make test` need python3 (3.11 or newer, with venv) and make.
.POSIX:
PYTHON = python3
BIN = .venv/bin

.PHONY: run test check assets requirements format clean

run: .venv/ready
	MASTERPIECE_DEMO=1 $(BIN)/flask --app app demo prepare
	MASTERPIECE_DEMO=1 $(BIN)/flask --app app server run

test: .venv/ready-dev
	$(BIN)/python -m pytest -n auto --maxprocesses 4 --dist loadfile

check: .venv/ready-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy .
	$(BIN)/lint-imports
	$(BIN)/djlint templates --lint --quiet
	MASTERPIECE_HOME=.make/check $(BIN)/python -m foundation.migrate check
	npm ci --ignore-scripts --silent
	npm run --silent build -- --check

assets:
	npm ci --ignore-scripts
	npm run build

requirements:
	uv pip compile --universal --generate-hashes --python-version 3.11 requirements.in -o requirements.txt
	uv pip compile --universal --generate-hashes --python-version 3.11 requirements-dev.in -o requirements-dev.txt

format: .venv/ready-dev
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

.venv/ready: requirements.txt
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	touch $@

.venv/ready-dev: .venv/ready requirements-dev.txt
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	touch $@

clean:
	rm -rf .venv node_modules instance .make
