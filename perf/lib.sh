# What the measurements share: a throw-away Remit with a durable PostgreSQL, companies with payments,
# medians, and the report. Sourced by the programs beside it.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(dirname "$here")
companies=${COMPANIES:-200} payments=${PAYMENTS:-50}
remit=${REMIT:-$root/target/release/remit}
# Not in $TMPDIR, which may be closed to PostgreSQL's user.
top=/tmp/remit-perf.$$.$RANDOM
server=''

finish() {
    trap '' INT TERM HUP
    if [ -n "$server" ] && kill -TERM "$server" 2>/dev/null; then
        wait "$server" 2>/dev/null || true
    fi
    rm -rf "$top"
}
trap finish EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

say() { echo "$(date +%T) $*" >&2; }

sql() { psql "$url" --no-psqlrc -qAtX -v ON_ERROR_STOP=1 "$@"; }

# Starts `remit serve` (release) on a free port, with a private cluster of its own: fsync and
# synchronous_commit are on. Sets url (a DBA's) and address. SERVER_CPUS pins both.
start_remit() {
    [ -n "${REMIT:-}" ] || (cd "$root" && cargo build --release --quiet)
    mkdir -pm 711 "$top"
    # What an earlier server said is not taken for what this one says.
    : >"$top/server.log"
    ${SERVER_CPUS:+taskset -c "$SERVER_CPUS"} env -u DATABASE_URL REMIT_DATA_DIR="$top/data" REMIT_LISTEN=127.0.0.1:0 RUST_LOG="${RUST_LOG:-warn,remit=info}" \
        REMIT_COMPANY_RATE="${REMIT_COMPANY_RATE:-1000000}" REMIT_COMPANY_BURST="${REMIT_COMPANY_BURST:-1000000}" \
        REMIT_ADDRESS_RATE="${REMIT_ADDRESS_RATE:-1000000}" REMIT_ADDRESS_BURST="${REMIT_ADDRESS_BURST:-1000000}" \
        "$remit" serve >"$top/server.out" 2>"$top/server.log" &
    server=$!
    until grep -q '"message":"listening"' "$top/server.log"; do
        kill -0 "$server" 2>/dev/null || { cat "$top/server.log" >&2; exit 1; }
        sleep 0.05
    done
    address=$(sed -n 's/.*"message":"listening".*"address":"\([^"]*\)".*/\1/p' "$top/server.log" | head -1)
    url=$(env -u DATABASE_URL REMIT_DATA_DIR="$top/data" "$remit" database-url)
    [ "$(sql -c 'show fsync')$(sql -c 'show synchronous_commit')" = onon ]
}

# Ends it and its cluster; what they hold stays for the next start.
stop_remit() {
    kill -TERM "$server"
    wait "$server" || true
    server=''
}

# Builds the measuring program, unless MEASURE names one; sets measure.
build_measure() {
    [ -n "${MEASURE:-}" ] || (cd "$root" && cargo build --release --quiet --example measure)
    measure=${MEASURE:-$root/target/release/examples/measure}
}

# A Python with these packages, kept in target/tools.
python_with() {
    local tools=$root/target/tools
    [ -x "$tools/bin/python" ] || python3 -m venv "$tools" >&2
    "$tools/bin/pip" install --quiet --disable-pip-version-check "$@" >&2
    echo "$tools/bin/python"
}

# Many companies with payments, and `target`, which numbers them from 1.
fill() {
    say "$companies companies, $payments payments of each"
    sql <<SQL
create schema if not exists perf;
insert into company (name, email, bsb, account_number)
select 'Company ' || n, 'company' || n || '@example.com', '062-000', '12345678' from generate_series(1, $companies) n;
insert into payment (company_id, amount_cents, account_name, bsb, account_number)
select c.id, 12550, 'Jane Citizen', '062-000', '12345678' from company c, generate_series(1, $payments) n
order by n, c.id;
create unlogged table perf.target as
select row_number() over (order by id)::integer as n, company_id, id from payment;
alter table perf.target add primary key (n);
analyze;
SQL
    settle
}

# Until the pump has emptied the outbox.
settle() {
    sql <<'SQL'
do $$
begin
    while exists (select from outbox) loop
        commit;
        perform pg_sleep(0.02);
    end loop;
end
$$;
SQL
}

# The median of the numbers given.
median() { printf '%s\n' "$@" | sort -g | awk '{v[NR]=$1} END {print NR%2 ? v[(NR+1)/2] : (v[NR/2]+v[NR/2+1])/2}'; }

# All of them, from the least to the greatest.
spread() { printf '%s\n' "$@" | sort -g | awk 'NR==1 {a=$1} {b=$1} END {print a " … " b}'; }

ratio() { awk -v a="$1" -v b="$2" 'BEGIN {printf "%.3f", a / b}'; }

# What every report begins with; the load is that of the others, before the measurement.
head_of_report() {
    local load
    load=$(cut -d' ' -f1-3 /proc/loadavg)
    cat <<MD
# $1

- when: $(date -u '+%Y-%m-%d %H:%M UTC'), commit $(git -C "$root" rev-parse --short HEAD)$(git -C "$root" diff --quiet HEAD -- src sql || echo ' and changes')
- machine: $(nproc) cores, $(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -1), $(awk '/MemTotal/ {printf "%.0f GiB", $2/1048576}' /proc/meminfo); Linux $(uname -r)
- PostgreSQL $(sql -c 'show server_version'), fsync $(sql -c 'show fsync'), synchronous_commit $(sql -c 'show synchronous_commit'), shared_buffers $(sql -c 'show shared_buffers')
- load average before: $load${NOTE:+; $NOTE}
- command: \`perf/$(basename "$0")\`

MD
}
