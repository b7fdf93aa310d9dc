# The two commands that a newcomer needs are `make score` and `make test`; `make help` lists the rest.
SHELL := /bin/bash
.DEFAULT_GOAL := help

# Debian's packages that the engine links or includes.
PACKAGES := libopenblas-dev liblapacke-dev libsimdjson-dev libsqlite3-dev pkg-config

# Folders of real takes, each laid out as takes/<signer>/<SIGN>/<number>.npy, and where their evaluation goes.
TAKES ?= $(wildcard ../shared/real ../shared/sessions)
EVALUATION ?= .build/evaluation

ATTEMPT ?= Fixtures/attempts/hello.json
REF ?= HELLO
# Real recordings for the tests that want some; without them those tests say that they are skipped.
ifneq ($(wildcard ../shared/real),)
export SIGNIFY_REAL ?= $(abspath ../shared/real)
endif

.PHONY: help
help: ## List the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-12s %s\n", $$1, $$2}'

.PHONY: score
score: dependencies ## Build, and score a recording: ATTEMPT=file REF=sign (HELLO's fixture unless told otherwise)
	@swift build -c release --product signify-score
	@.build/release/signify-score "$(ATTEMPT)" --ref "$(REF)"

.PHONY: test
test: dependencies lint ## Build, and run every test
	@swift build --build-tests
	@swift test --skip-build --parallel </dev/null

.PHONY: evaluate
evaluate: dependencies ## Measure scores, both modes and corrections on TAKES=folders; writes reports and CSVs
	@for product in signify-evaluate signify-score signify-feedback-trials; do \
		swift build -c release --product $$product || exit; \
	done
	@mkdir -p "$(EVALUATION)"
	@if [ -z "$(strip $(TAKES))" ]; then \
		echo "signify: no real takes at ../shared/real or ../shared/sessions; name folders of some with TAKES=..."; \
	else \
		.build/release/signify-evaluate report $(TAKES) --out "$(EVALUATION)"; \
	fi
	@.build/release/signify-score evaluate-modes >"$(EVALUATION)/modes.txt"
	@if [ -n "$(strip $(TAKES))" ]; then \
		.build/release/signify-score evaluate-modes $(TAKES) | tail -n +2 >>"$(EVALUATION)/modes.txt"; \
	fi
	@.build/release/signify-feedback-trials >"$(EVALUATION)/corrections.txt"
	@cat "$(EVALUATION)/modes.txt" "$(EVALUATION)/corrections.txt"
	@echo "Written to $(EVALUATION)"

.PHONY: learn
learn: dependencies ## Learn the metric and thresholds again from TAKES=folders
	@test -n "$(strip $(TAKES))" || { echo "signify: name folders of takes with TAKES=..." >&2; exit 64; }
	@swift build -c release --product signify-evaluate
	@.build/release/signify-evaluate learn $(TAKES) --out Sources/Scoring/LearnedConstants.swift

.PHONY: lint
lint: toolchain ## Check the format
	@swift format lint --strict --recursive Package.swift Sources Tests/*Tests Tests/StoreCrashProbe

.PHONY: format
format: toolchain ## Mend the format
	@swift format --in-place --recursive Package.swift Sources Tests/*Tests Tests/StoreCrashProbe

.PHONY: fixtures
fixtures: dependencies ## Write Fixtures/ again from the synthetic signer
	@swift run -c release signify-fixtures

.PHONY: bench
bench: dependencies ## Run the benchmarks; the first build takes some minutes
	@swift package --package-path Benchmarks benchmark

.PHONY: clean
clean: ## Remove what was built
	@rm -rf .build Benchmarks/.build

.PHONY: toolchain
toolchain:
	@command -v swift >/dev/null || { echo "signify: swift is not on the PATH; install Swift 6.3 from swift.org" >&2; exit 69; }
	@swift --version 2>/dev/null | grep -qE 'version (6\.([3-9]|[1-9][0-9])|[7-9]|[1-9][0-9])' || \
		{ echo "signify: $$(swift --version 2>/dev/null | head -n 1) is too old; install Swift 6.3" >&2; exit 69; }

# Installs only what is missing, and as root or through sudo only.
.PHONY: dependencies
dependencies: toolchain
	@missing=(); \
	for package in $(PACKAGES); do \
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
