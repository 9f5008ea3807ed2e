# `make run` starts Remit with a database of its own, `make test` checks everything, `make chaos`
# kills it for two minutes and prints a receipt. All install what is missing first.
.PHONY: run test chaos schema openapi sdk sdk-test browser-test

run:
	@.ci/setup run
	cargo run --release -- serve

test:
	@.ci/setup test
	cargo fmt --check
	cargo clippy --all-targets --quiet -- -D warnings
	RUSTDOCFLAGS="-D warnings" cargo doc --no-deps --document-private-items --quiet
	tests/with-cluster .ci/schema --check
	openapi/generate --check
	tests/with-server tests/sdk/run
	tests/with-server tests/gates/run
	tests/with-server tests/browser/run
	tests/with-cluster cargo nextest run

# Writes sql/schema.sql anew after a change of sql/.
schema:
	@.ci/setup test
	tests/with-cluster .ci/schema

# The document for SDKs and reviews; `make test` fails when the code says otherwise.
openapi:
	@mkdir -p openapi
	cargo run --quiet -- openapi >openapi/openapi.json.new
	mv openapi/openapi.json.new openapi/openapi.json

# Makes the clients in openapi/sdk anew after a change of openapi/openapi.json.
sdk:
	@.ci/setup sdk
	openapi/generate

# The SDKs and the examples against a server of their own.
sdk-test:
	@.ci/setup sdk
	tests/with-server tests/sdk/run

# People at the pages, in a browser. REMIT_SCREENSHOTS=folder keeps pictures of all of them.
browser-test:
	@.ci/setup browser
	tests/with-server tests/browser/run

# The same dice again: make chaos CHAOS_SEED=…
chaos: export CHAOS_SECONDS ?= 120
chaos:
	@.ci/setup test
	cargo test --quiet --test chaos -- --nocapture
