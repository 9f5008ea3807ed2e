# syntax=docker/dockerfile:1
FROM rust:1.95-slim-bookworm AS build
WORKDIR /remit
COPY . .
RUN --mount=type=cache,target=/usr/local/cargo/registry --mount=type=cache,target=target \
    cargo build --release --locked && cp target/release/remit /usr/local/bin/remit

# No PostgreSQL in here: DATABASE_URL names one.
FROM debian:bookworm-slim
RUN apt-get update && apt-get install -y --no-install-recommends ca-certificates \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --system --no-create-home --shell /usr/sbin/nologin remit
COPY --from=build /usr/local/bin/remit /usr/local/bin/remit
USER remit
ENV REMIT_LISTEN=0.0.0.0:8080
EXPOSE 8080
ENTRYPOINT ["remit"]
CMD ["serve"]
