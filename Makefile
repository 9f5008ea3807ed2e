# `make run` starts Remit with a database of its own, `make test` checks everything. Both install
# what is missing first.
.PHONY: run test openapi

run:
	@.ci/setup run
	cargo run --release -- serve

test:
	@.ci/setup test
	cargo fmt --check
	cargo clippy --all-targets --quiet -- -D warnings
	RUSTDOCFLAGS="-D warnings" cargo doc --no-deps --document-private-items --quiet
	tests/with-cluster cargo nextest run

# The document for SDKs and reviews; `make test` fails when the code says otherwise.
openapi:
	@mkdir -p openapi
	cargo run --quiet -- openapi >openapi/openapi.json.new
	mv openapi/openapi.json.new openapi/openapi.json
