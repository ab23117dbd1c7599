# Each target does its own setup. Newcomers need only `make serve` and `make test`.
PYTHON ?= python3
BIN := .venv/bin
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r
LOCK := $(BIN)/uv pip compile --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url --no-annotate
MKDOCS := NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs
TOOL := PYTHONPATH=hooks:tools:tests $(BIN)/python tools

.PHONY: serve test proof build offline publish-ready check measure links format schemas share-picture lock clean

serve: .venv/ready  ## Serves the site with live reload at http://127.0.0.1:8000/
	$(MKDOCS) serve --strict

test: .venv/tests  ## Runs all tests but the long proofs, in a real Chromium, in about 2 minutes
	@$(TOOL)/chromium.py
	$(BIN)/python -m pytest

proof: .venv/tests  ## Runs the long proofs, in under 30 minutes
	$(BIN)/python -m pytest -m proof
	$(BIN)/python -m pytest -m alone -n 0 -raP

build: .venv/ready  ## Builds site/; a failed build leaves the last good one untouched
	rm -rf .site-new
	$(MKDOCS) build --strict --site-dir .site-new
	rm -rf .site-old
	[ ! -d site ] || mv site .site-old
	mv .site-new site
	rm -rf .site-old

offline: .venv/ready  ## Builds dist/cheek-twitch-guide-offline.zip for a USB stick; set SITE_URL as for publish-ready
	rm -rf .offline-new
	$(MKDOCS) build --strict --config-file offline.yml --site-dir .offline-new
	$(TOOL)/offline_pack.py .offline-new dist/cheek-twitch-guide-offline.zip
	rm -rf .offline-new

publish-ready: .venv/ready  ## Builds site/ for a host, with compressed copies of each text (.br and .gz)
	@case "$$SITE_URL" in http*://?*) ;; *) echo "Set SITE_URL to the site's public address: SITE_URL=https://example.org/ make publish-ready"; exit 1;; esac
	$(MAKE) build
	$(TOOL)/compress.py site

check: .venv/tests  ## For editors: runs linters, a strict build, and the tests of words and data; no browser
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(TOOL)/format_assets.py --check
	$(MAKE) build
	$(BIN)/python -m pytest -m "words and not proof"

measure: build .venv/tests  ## Measures reading and weight (renews docs/data/quality/measurements.yml), growth, printed sides, sources, reviews
	$(TOOL)/reading.py site
	@$(TOOL)/weight.py site
	@$(TOOL)/speed.py
	@$(TOOL)/growth.py site
	@$(TOOL)/prints.py site
	@$(TOOL)/triage.py
	@$(TOOL)/upkeep.py

links: build  ## Checks that each address that the site links to still answers
	@$(TOOL)/links.py

format: .venv/tests  ## Formats Python, style sheets and scripts
	$(BIN)/ruff format .
	$(TOOL)/format_assets.py

schemas: .venv/ready  ## Writes docs/data/schema/, from which editors such as VS Code know what data files may contain
	$(TOOL)/schemas.py

share-picture: .venv/ready  ## Redraws the picture for shared links with the guide's name and question
	$(TOOL)/share_picture.py

lock: .venv/tests  ## Renews both lock files from pyproject.toml; that of the tests includes the other
	$(LOCK) --upgrade --output-file requirements.txt pyproject.toml
	$(LOCK) --upgrade --output-file requirements-test.txt --constraint requirements.txt --group test pyproject.toml

clean:  ## Removes everything that the other targets made
	rm -rf .venv site .site-new .offline-new dist .cache .pytest_cache .ruff_cache

# What serving and building need. Python is checked first, for a clear message.
.venv/ready: requirements.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed; this is " + sys.version)'
	@$(PYTHON) -c 'import ensurepip' || { echo "Python's venv module is missing; on Debian and Ubuntu: apt-get install python3-venv"; exit 1; }
	$(PYTHON) -m venv --clear .venv
	$(INSTALL) requirements.txt
	touch $@

# What the tests need in addition.
.venv/tests: requirements-test.txt .venv/ready
	$(INSTALL) requirements-test.txt
	touch $@
