#!/usr/bin/env bash
# Transfers a second of a hash-chained block ledger in PostgreSQL 15, in batches of 100, beside those of the registry.
#   run.sh          measures both
#   run.sh 56000    takes the registry's transfers a second from you
# It needs Debian's packages postgresql-15 and postgresql-client-15, starts a server of its own on an empty folder with
# fsync on, without a port, and removes both at the end.
set -euo pipefail

bin=/usr/lib/postgresql/15/bin
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
seconds=${SECONDS_EACH:-10}

if [ ! -x "$bin/initdb" ] || [ ! -x "$bin/pgbench" ]; then
    echo "PostgreSQL 15 is not installed; on Debian: apt-get install postgresql-15."
    exit 0
fi

folder=$(mktemp -d)
# The server refuses to run as root, so root lends the folder to somebody else.
as=()
if [ "$(id -u)" = 0 ]; then
    chown nobody "$folder"
    as=(setpriv --reuid=nobody --regid=nogroup --clear-groups env HOME="$folder")
fi
stop() {
    "${as[@]}" "$bin/pg_ctl" -D "$folder/data" -m fast stop >/dev/null 2>&1 || true
    rm -rf "$folder"
}
trap stop EXIT

cd "$folder"
cp "$here/ledger.sql" "$folder/ledger.sql"
chmod -R a+rX "$folder"
echo "\\set seed random(0, 1999)
select transfers(100, :seed);" > "$folder/batch.sql"
"${as[@]}" "$bin/initdb" -D "$folder/data" -A trust --no-locale -E UTF8 >/dev/null
"${as[@]}" "$bin/pg_ctl" -D "$folder/data" -w -l "$folder/log" \
    -o "-c listen_addresses='' -c unix_socket_directories='$folder'" start >/dev/null
"${as[@]}" "$bin/psql" -h "$folder" -q -v ON_ERROR_STOP=1 -f "$folder/ledger.sql" postgres

rates=()
for round in 0 1 2 3; do
    tps=$("${as[@]}" "$bin/pgbench" -h "$folder" -n -f "$folder/batch.sql" -c 2 -T "$seconds" postgres 2>/dev/null \
        | awk '/^tps/ { print $3 }')
    # The first round warms up.
    [ "$round" = 0 ] || rates+=("$(awk -v t="$tps" 'BEGIN { printf "%.0f", t * 100 }')")
done
sorted=($(printf '%s\n' "${rates[@]}" | sort -n))
theirs=${sorted[1]}
entries=$("${as[@]}" "$bin/psql" -h "$folder" -qAt -c "select count(*) from journal" postgres)

ours=${1:-}
if [ -z "$ours" ]; then
    line=$(dotnet run -c Release --project "$here/.." transfers)
    echo "$line"
    ours=$(sed -E 's/.*100 callers ([0-9]+) .*/\1/' <<< "$line")
fi
ratio=$(awk -v o="$ours" -v t="$theirs" 'BEGIN { printf "%.1f", o / t }')
echo "PostgreSQL 15, hash-chained block ledger, batches of 100: $theirs [${sorted[0]}–${sorted[2]}] transfers/s" \
    "($entries in all); the registry: $ours/s, $ratio times as many."
