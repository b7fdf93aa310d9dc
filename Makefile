# A list of verbs; the work is in scripts/. Begin with `make score` and `make test`; `make help` lists the others.
SHELL := /bin/bash
.DEFAULT_GOAL := help
.SUFFIXES:

ATTEMPT ?= Fixtures/attempts/hello.json
REF ?= HELLO
# Practice sessions of the large database, and attempts of the fault test.
ROWS ?= 10000000
ATTEMPTS ?= 10000
PORT ?= 8000
# The extra of the wheel that reads films, 1.1 GB; nothing for a server without a camera.
EXTRA ?= video

# Folders of real takes, laid out as takes/<signer>/<SIGN>/<number>.npy, and the folder of their evaluation.
TAKES ?= $(wildcard ../shared/real ../shared/sessions)
# Further folders, for the networks and the tolerances: their labels are too uncertain for the metric.
UNTIDY_TAKES ?= $(wildcard ../shared/webcam)
EVALUATION ?= .build/evaluation
# Real recordings; without them the tests that need them are skipped.
ifneq ($(wildcard ../shared/real),)
export SIGNIFY_REAL ?= $(abspath ../shared/real)
endif
# Real films, likewise.
ifneq ($(wildcard ../shared/video),)
export SIGNIFY_VIDEO ?= $(abspath ../shared/video)
endif

INSTALL := scripts/install-packages
SERVER := scripts/database/server
FORMATTED := Package.swift Sources Tests/*Tests Tests/TestSupport Tests/IntegrationTests/StoreCrashProbe \
	$(addprefix Benchmarks/,Package.swift Benchmarks Measured Runner)

# No verb is a file.
.PHONY: $(shell grep -oE '^[a-z-]+:' $(MAKEFILE_LIST) | tr -d :)

help: ## List the verbs
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-17s %s\n", $$1, $$2}'

score: ## Build, and score a recording: ATTEMPT=file REF=sign (HELLO's fixture unless told otherwise)
	@$(INSTALL) engine
	@scripts/build score
	@.build/command/signify-score "$(ATTEMPT)" --ref "$(REF)"

test: ## Build, and run every test
	@$(INSTALL) engine database database-checks emulation python python-checks package package-checks \
		monitoring-checks backup
	@$(MAKE) --no-print-directory lint
	@scripts/run-tests

command: ## Build signify-score and signify-worker in .build/command
	@$(INSTALL) engine
	@scripts/build programs

library: ## Build libsignify.so and signify.h in .build/library
	@$(INSTALL) engine
	@scripts/build library

release: ## Build every program and library for release
	@$(INSTALL) engine
	@scripts/build everything

wheel: library ## Make a wheel of python/ with the engine, the command and their libraries inside, in python/dist
	@$(INSTALL) python
	@scripts/build score
	@scripts/wheel

package: command ## Make a Debian package of the programs and the worker's service, at .build/package/signify.deb
	@$(INSTALL) package
	@scripts/package

serve: wheel ## Serve attempts over HTTP on this machine's PORT, 8000 unless told otherwise; DB=postgresql://... or a file; EXTRA= takes no films
	@scripts/serve "$(PORT)" "$(DB)" $(EXTRA)

swift-test: ## Run the Swift tests, on SQLite and PostgreSQL
	@$(INSTALL) engine database
	@scripts/run-tests swift-test

library-test: ## Test libsignify.so from C and C++, and compare it with the command
	@$(INSTALL) engine
	@scripts/run-tests library-test

kernel-test: ## Run the vector kernels under the address and undefined-behaviour sanitizers, and as NEON in an emulator
	@$(INSTALL) swift emulation
	@scripts/run-tests kernel-test

python-test: ## Test the wheel: types, FastAPI, Spark
	@$(INSTALL) engine database python python-checks
	@scripts/run-tests python-test

bounds-test: ## Test the wheel with the lowest versions that it allows of its dependencies
	@$(INSTALL) engine database python python-checks
	@scripts/run-tests bounds-test

fault-test: ## Kill workers and crash their server while they score ATTEMPTS attempts
	@$(INSTALL) engine database
	@ATTEMPTS=$(ATTEMPTS) scripts/run-tests fault-test

db-test: ## Test the database on a throw-away server
	@$(INSTALL) database database-checks
	@scripts/run-tests db-test

package-test: ## Install, run and purge the Debian package on a throw-away copy of this machine; needs root or sudo
	@$(INSTALL) engine database package package-checks backup
	@scripts/run-tests package-test

backup-test: ## Back up to a folder and to S3, kill it, and restore into an empty server, where the pgTAP suite has to pass
	@$(INSTALL) database database-checks python package-checks backup
	@scripts/run-tests backup-test

monitoring-test: ## Test the alerts by promtool, and the dashboard's queries on running programs
	@$(INSTALL) engine database monitoring-checks
	@scripts/run-tests monitoring-test

lint: ## Check the format
	@$(INSTALL) swift
	@swift format lint --strict --recursive $(FORMATTED)

format: ## Mend the format
	@$(INSTALL) swift
	@swift format --in-place --recursive $(FORMATTED)

evaluate: ## Measure scores, known faults, both modes and corrections on TAKES=folders; writes reports and CSVs
	@$(INSTALL) engine
	@scripts/build laboratory
	@scripts/evaluate "$(EVALUATION)" $(TAKES) $(addprefix --untidy ,$(UNTIDY_TAKES))

learn: ## Learn the networks, the metric and the thresholds again from TAKES=folders
	@$(INSTALL) engine python
	@scripts/build laboratory
	@scripts/learn $(TAKES) $(addprefix --untidy ,$(UNTIDY_TAKES))

fixtures: ## Write Fixtures/ again from the synthetic signer
	@$(INSTALL) engine
	@scripts/build laboratory
	@.build/release/signify-laboratory fixtures

models: ## Write python/src/signify_engine/models again from docs/schema
	@$(INSTALL) python
	@scripts/models

openapi: wheel ## Write docs/openapi.json, and typescript/api.ts from it
	@scripts/openapi

bench: ## Run the benchmarks; the table is kept in .build/bench/table.txt
	@$(INSTALL) engine
	@scripts/build score
	@scripts/bench all

bench-check: ## Check the ratios of the engine's paths in one run
	@$(INSTALL) engine
	@scripts/build runner
	@scripts/bench check

bench-peers: ## Measure in turns with other libraries; writes docs/performance.md
	@$(INSTALL) engine python peers
	@scripts/build score
	@scripts/build runner
	@scripts/bench peers

db: ## Start a throw-away PostgreSQL with the schema, and print its URL
	@$(INSTALL) database
	@$(SERVER) start

db-stop: ## Stop it and remove its data
	@$(SERVER) stop

db-load: ## Start one with ROWS practice sessions (10 million unless told otherwise)
	@$(INSTALL) database
	@scripts/database/start-loaded $(ROWS)

db-measure: ## Time the queries and jobs on it, and write the plans to docs/plans
	@$(INSTALL) database
	@$(SERVER) exec scripts/database/measure --plans docs/plans
	@$(SERVER) exec psql -X -A -t -q -f scripts/database/measure-jobs.sql

schema-docs: ## Write docs/erd.* and the TypeScript types from the live schema
	@$(INSTALL) database database-checks
	@$(SERVER) run scripts/database/schema-docs write

schema-check: ## Compare them with the live schema
	@$(INSTALL) database database-checks
	@$(SERVER) run scripts/database/schema-docs check

pictures: ## Draw the pictures of README and docs again, from fixtures, Package.swift and the engine's constants
	@$(INSTALL) engine
	@scripts/build score
	@for picture in scripts/draw-*; do $$picture write || exit; done

pictures-check: ## Compare them with the pictures as drawn now
	@$(INSTALL) engine
	@scripts/run-tests picture-test

clean: db-stop ## Remove what was built
	@rm -rf .build Benchmarks/.build python/build python/dist
