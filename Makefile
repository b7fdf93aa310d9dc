# The two commands that a newcomer needs are `make score` and `make test`; `make help` lists the rest.
SHELL := /bin/bash
.DEFAULT_GOAL := help

# Debian's packages that the engine links or includes.
PACKAGES := libopenblas-dev liblapacke-dev libsimdjson-dev libsqlite3-dev pkg-config

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
