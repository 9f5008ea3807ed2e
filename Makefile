# `make run` starts Remit with a database of its own, `make test` checks everything. Both install
# what is missing first.
.PHONY: run test

run:
	@.ci/setup run
	cargo run --release -- serve

test:
	@.ci/setup test
	cargo fmt --check
	cargo clippy --all-targets --quiet -- -D warnings
	RUSTDOCFLAGS="-D warnings" cargo doc --no-deps --document-private-items --quiet
	tests/with-cluster cargo nextest run
