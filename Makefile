# `make build` makes the site in output/, `make test` runs every test. Both set up what they need.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP_INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes

.PHONY: help build check test lint messages lock schema serve playground benchmark clean

help: ## Show what can be made
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | expand -t 14

build: $(VENV)/.build pango ## Build the site into output/
	$(BIN)/python -m site_builder build

# What PDFs are set with. Where it cannot be installed here, the build says what to do.
.PHONY: pango
pango: $(VENV)/.build
	@$(BIN)/python -c 'import weasyprint' 2>/dev/null || \
	  { [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null && apt-get update -qq && DEBIAN_FRONTEND=noninteractive \
	    apt-get install -y -qq --no-install-recommends libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 >/dev/null; } || true

check: $(VENV)/.build ## Find every problem in content/, without writing
	$(BIN)/python -m site_builder check

test: lint pango ## Run every test
	@command -v chromium chromium-browser google-chrome >/dev/null || \
	  { [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null && apt-get update -qq && \
	    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium fonts-dejavu-core >/dev/null; } || true
	@command -v firefox-esr firefox >/dev/null || \
	  { [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null && \
	    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends firefox-esr >/dev/null; } || true
	@command -v nginx >/dev/null && command -v apache2 >/dev/null && [ -e /usr/lib/nginx/modules/ngx_http_brotli_static_module.so ] || \
	  { [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null && apt-get update -qq && \
	    RUNLEVEL=1 DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends nginx-light \
	    libnginx-mod-http-brotli-static apache2-bin >/dev/null; } || true
	$(BIN)/python -m pytest -n auto --dist loadfile

lint: $(VENV)/.test ## Types, style and the import contract
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo

messages: $(VENV)/.test ## Bring the catalogs up to date with the code and templates
	$(BIN)/pybabel -q extract -F babel.cfg -k N_ --no-wrap --sort-by-file --add-location=file --omit-header -o locales/messages.pot .
	for locale in nl en; do $(BIN)/pybabel -q update --no-wrap --no-fuzzy-matching --ignore-obsolete --ignore-pot-creation-date \
	  -i locales/messages.pot -l $$locale -o locales/$$locale/LC_MESSAGES/messages.po; done

schema: $(VENV)/.build ## Write the JSON Schemas of the YAML files
	mkdir -p docs/schema
	for file in site statement; do $(BIN)/python -m site_builder schema $$file > docs/schema/$$file.schema.json; done

lock: $(VENV)/.test ## Pin the dependencies, with hashes
	$(BIN)/python -m pip install --quiet uv
	$(BIN)/uv pip compile -q --universal --generate-hashes --no-header --no-annotate --python-version 3.11 --upgrade pyproject.toml -o requirements.lock
	$(BIN)/uv pip compile -q --universal --generate-hashes --no-header --no-annotate --python-version 3.11 --upgrade --group test pyproject.toml -o requirements-test.lock

serve: $(VENV)/.build pango ## Show the site while you edit it
	$(BIN)/python -m site_builder serve

playground: $(VENV)/.build ## Serve a website with three fake vendors, to try the banner on
	$(BIN)/python -m site_builder serve --playground

benchmark: $(VENV)/.test ## Measure the build
	$(BIN)/python -m benchmarks.build

clean: ## Remove what was built and set up
	rm -rf output dist $(VENV)

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or later is needed: make PYTHON=python3.12 …" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || \
	  { [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null && apt-get update -qq && apt-get install -y -qq python3-venv >/dev/null; } || \
	  { echo "Python's venv module is missing; on Debian: apt-get install python3-venv" >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/.build: requirements.lock | $(BIN)/python
	$(PIP_INSTALL) -r requirements.lock
	@touch $@

$(VENV)/.test: requirements-test.lock $(VENV)/.build
	$(PIP_INSTALL) -r requirements-test.lock
	@touch $@
