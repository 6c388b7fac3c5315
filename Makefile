# Two commands: `make run` shows the dashboard, `make test` proves it. `make help` lists the rest.

PORT ?= 8501
# DEMO=no starts on the data directory as it is and never loads the simulated election.
DEMO ?= yes
VENV ?= .venv
PY := $(VENV)/bin/python
PIP := $(PY) -m pip install --quiet --disable-pip-version-check
# Tests side by side; one process each is enough, more only fight for the cores.
WORKERS ?= 2
# Which parts `make bench` measures (none = all), and whether only to try it (QUICK=yes).
PARTS ?=
QUICK ?= no
# Tools that only maintainers run, pinned like everything else.
UV_VERSION := 0.13.9
PIP_AUDIT_VERSION := 2.10.1

.DEFAULT_GOAL := help
.PHONY: help run test check format lint types contracts fast-tests browser screenshots accessibility bench bench-check trust trust-mutants lock audit-dependencies clean

help: ## Say what there is
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 16

run: $(VENV)/run.stamp ## Start the dashboard on http://127.0.0.1:$(PORT) (PORT=8501, DEMO=yes)
	@$(PY) tools/start.py --port $(PORT) --demo $(DEMO)

test: format lint types contracts browser ## Everything CI runs: the gates, then every test
	$(PY) -m pytest tests --ignore tests/e2e -n $(WORKERS)
	$(PY) -m pytest tests/e2e -n $(WORKERS)

check: format lint types contracts fast-tests ## Format, lint, types, contracts, quick tests: under a minute

format: $(VENV)/test.stamp
	$(PY) -m ruff format --check .

lint: $(VENV)/test.stamp
	$(PY) -m ruff check .

types: $(VENV)/test.stamp
	$(PY) -m mypy

contracts: $(VENV)/test.stamp
	$(VENV)/bin/lint-imports

fast-tests: $(VENV)/test.stamp
	$(PY) -m pytest tests/unit tests/sql -m "not slow" -n $(WORKERS)

browser: $(VENV)/test.stamp ## Find a Chromium for the tests, or install one (Debian, Ubuntu)
	@$(PY) -m tests.e2e.browser

screenshots: browser ## Make docs/images/*.png from the running pages
	$(PY) -m tests.e2e.screenshots

accessibility: browser ## Write docs/accessibility_report.md: what axe-core finds on every page
	$(PY) -m tests.e2e.axe_report

lock: $(VENV)/run.stamp ## Write requirements.lock anew: every package for every platform, with hashes
	@$(PIP) uv==$(UV_VERSION)
	$(VENV)/bin/uv pip compile requirements.txt --constraint constraints.txt --universal --python-version 3.11 \
	  --generate-hashes --no-annotate --no-emit-index-url --no-header --quiet --output-file $(VENV)/lock.txt
	@{ sed '/^[^#]/,$$d' requirements.lock; cat $(VENV)/lock.txt; } > $(VENV)/lock.new && mv $(VENV)/lock.new requirements.lock

audit-dependencies: ## Look every pinned package up in the public list of known vulnerabilities (needs the internet)
	@test -x $(VENV)/bin/python || $(MAKE) --no-print-directory $(VENV)/run.stamp
	@$(PIP) pip-audit==$(PIP_AUDIT_VERSION)
	@$(VENV)/bin/pip-audit --requirement requirements.lock --disable-pip --require-hashes --strict --progress-spinner off \
	  || { echo "Known vulnerabilities stand above, or the list could not be reached: this is no clean result." >&2; exit 1; }

bench: browser $(VENV)/bench.stamp ## Measure it beside other dashboards, write docs/performance.md (PARTS="pages sessions", QUICK=yes)
	$(PY) -m benchmarks $(PARTS) $(if $(filter yes,$(QUICK)),--quick)

bench-check: $(VENV)/test.stamp ## Fail when a measured ratio misses its goal by more than a fifth
	@$(PY) -m benchmarks.check

trust: $(VENV)/test.stamp ## Prove every promise of docs/trust.md with its full numbers (hours)
	TEPAT_TRUST=full $(PY) -m pytest tests/trust; trust=$$?; \
	TEPAT_TRUST=full $(PY) -m pytest tests/e2e/test_sign_in.py; sign_in=$$?; \
	$(PY) -m tests.trust.report; exit $$((trust + sign_in))

trust-mutants: $(VENV)/test.stamp ## Plant faults one at a time and show that a test finds each
	$(PY) -m tests.trust.mutants

clean: ## Remove the environment and the caches; data/ stays
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

# A stamp is newer than the requirements it was installed from, so a second start installs nothing.
$(VENV)/run.stamp: requirements.txt constraints.txt | $(PY)
	@echo "Installing requirements.txt into $(VENV) ..."
	@$(PIP) -r requirements.txt -c constraints.txt
	@touch $@

$(VENV)/test.stamp: requirements-test.txt $(VENV)/run.stamp
	@echo "Installing requirements-test.txt into $(VENV) ..."
	@$(PIP) -r requirements-test.txt -c constraints.txt
	@touch $@

$(VENV)/bench.stamp: requirements-bench.txt $(VENV)/test.stamp
	@echo "Installing requirements-bench.txt into $(VENV) ..."
	@$(PIP) -r requirements-bench.txt -c constraints.txt
	@touch $@

$(PY):
	@for name in python3.11 python3.12 python3.13 python3.14 python3; do \
	  if $$name -c 'import ensurepip, sys, venv; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then \
	    echo "Creating $(VENV) with $$($$name --version) ..."; exec $$name -m venv $(VENV); \
	  fi; \
	done; \
	echo "No Python 3.11 or newer with the venv module was found." >&2; \
	echo "Debian, Ubuntu: sudo apt-get install python3 python3-venv    macOS: brew install python@3.12" >&2; \
	exit 1
