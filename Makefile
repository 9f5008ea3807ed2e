# `make run` starts Remit with a database of its own, `make test` checks everything, `make chaos`
# kills it for two minutes and prints a receipt. All install what is missing first.
.PHONY: run test chaos

run:
	@.ci/setup run
	cargo run --release -- serve

test:
	@.ci/setup test
	cargo fmt --check
	cargo clippy --all-targets --quiet -- -D warnings
	RUSTDOCFLAGS="-D warnings" cargo doc --no-deps --document-private-items --quiet
	tests/with-cluster cargo nextest run

# The same dice again: make chaos CHAOS_SEED=…
chaos: export CHAOS_SECONDS ?= 120
chaos:
	@.ci/setup test
	cargo test --quiet --test chaos -- --nocapture
