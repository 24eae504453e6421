# Every command is Python in dev/; this file only finds a Python that can run it.
PYTHON ?= $(shell for python in python3 python3.13 python3.12 python3.11 python3.14; do \
	$$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$python && break; done)
DEV := $(or $(PYTHON),$(error Python 3.11 or later is needed and none was found; name one with PYTHON=/path/to/python)) -m dev

.DEFAULT_GOAL := help
.PHONY: help setup run chat train kb test lint fmt faults bench eval lock clean

help: ## print this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-6s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: ## create both Python environments from the locked requirements
	@$(DEV) setup

run: ## start the assistant: set up, publish, train what changed, serve until Ctrl-C
	@$(DEV) run

chat: ## talk to the assistant in this terminal
	@$(DEV) chat

train: ## train the model if its data or configuration changed (FORCE=1: in any case)
	@$(DEV) train $(if $(FORCE),--force)

kb: ## check the knowledge base and publish it
	@$(DEV) kb

test: ## run everything a change must pass
	@$(DEV) test

lint: ## check format, style, types, imports and the knowledge base
	@$(DEV) lint

fmt: ## format the Python code and mend what can be mended by itself
	@$(DEV) fmt

faults: ## kill processes and stop what they need while people talk (a quarter of an hour)
	@$(DEV) faults

bench: ## measure: run the benchmarks
	@$(DEV) bench

eval: ## put the question cases to the assistant and report what came out (CASES="file …": others)
	@$(DEV) eval $(CASES)

lock: ## lock the requirements again (UPGRADE=1: with newer releases)
	@$(DEV) lock $(if $(UPGRADE),--upgrade)

clean: ## remove what is built (ALL=1: the environments too)
	@$(DEV) clean $(if $(ALL),--all)
