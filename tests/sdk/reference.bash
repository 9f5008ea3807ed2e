# What the commands of /docs are run with: a refusal ends the session, what has no end ends when it has begun.
set -euo pipefail

# Runs a command until it has said something, or these words.
until_it_speaks() {
    local words=$1 said
    shift
    said=$(mktemp)
    "$@" >"$said" &
    until grep -q -- "$words" "$said"; do
        kill -0 $! 2>/dev/null || { cat "$said" >&2; return 1; }
        sleep 0.05
    done
    kill -TERM $!
    wait $! || true
    cat "$said"
    rm "$said"
}

curl() {
    local argument
    for argument; do
        if [ "$argument" = -N ]; then
            until_it_speaks . command curl --fail-with-body --silent "$@"
            return
        fi
    done
    command curl --fail-with-body --silent --show-error --max-time 60 "$@"
}

remit() {
    case $1 in
    listen) until_it_speaks Ready "$REMIT_BINARY" "$@" ;;
    *) "$REMIT_BINARY" "$@" ;;
    esac
}
