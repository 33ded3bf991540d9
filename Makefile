# The verbs of the house. Each does its own set-up; only Python 3.11+, git and make are needed.
PYTHON ?= python3
RUN := .venv/bin
PORT ?= 8000

.PHONY: help setup run test check bench docs clean

help: ## Show the verbs
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 10

setup: ## Make .venv with the product in it
	@$(PYTHON) tools/setup.py run

run: setup ## Show the product with real numbers at http://127.0.0.1:8000
	@$(RUN)/alke serve --demo --port $(PORT)

test: ## Run all tests
	@$(PYTHON) tools/setup.py test
	@$(RUN)/python -m pytest -n 2 --dist loadgroup

check: ## Lint, types and the walls between the rooms
	@$(PYTHON) tools/setup.py test
	@$(RUN)/ruff check .
	@$(RUN)/ruff format --check .
	@$(RUN)/mypy
	@$(RUN)/lint-imports

bench: ## Measure speed and memory beside peers, as ratios
	@$(PYTHON) tools/setup.py bench
	@$(RUN)/python -m bench

docs: ## Build the documentation to out/docs
	@$(PYTHON) tools/setup.py docs
	@$(RUN)/mkdocs build --strict -q -d out/docs && echo "out/docs/index.html"

clean: ## Take away what was built, not what was ingested
	@rm -rf out node_modules .venv src/alke/documents/fonts src/alke/workspace/web/static/vendor
