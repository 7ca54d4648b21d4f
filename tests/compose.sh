#!/usr/bin/env bash
# Tries the deployment with compose for real: builds the images, starts everything on free ports, sends the demo through the
# command line, kills two services and PostgreSQL in the middle of it, and checks that nothing that was acknowledged is lost or
# counted twice. Leaves nothing behind but the images. Without a container engine it says so and ends well.
#
#   DIVISOR=10 bash tests/compose.sh     with a tenth of the demo
set -euo pipefail
cd "$(dirname "$0")/.."
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

if [ "$(uname)" != Linux ] || ! docker info >/dev/null 2>&1 || ! docker compose version >/dev/null 2>&1; then
  echo "LEFT OUT: the deployment with compose, because no container engine with compose runs on this machine (Linux, \`docker info\`)."
  exit 0
fi

say() { echo "compose: $*"; }
fail() { say "FAILED: $*"; exit 1; }

work=$(mktemp -d)
project=border-test-$$
compose() { docker compose --project-name "$project" "$@"; }
submitting=
clean_up() {
  local code=$?
  trap - EXIT
  [ "$code" = 0 ] || { compose ps --all || true; compose logs --tail 40 || true; } >&2
  [ -z "$submitting" ] || kill "$submitting" 2>/dev/null || true
  compose down --volumes --remove-orphans --timeout 10 >/dev/null 2>&1 || true
  rm -rf "$work"
  exit "$code"
}
trap clean_up EXIT

divisor=${DIVISOR:-1}
period=2021-H1
export BORDER_VERSION=test
BORDER_PRIVACY_KEY=$(head -c 32 /dev/urandom | base64)
export BORDER_PRIVACY_KEY

say "builds the command line, the station and the images"
dotnet build services/Border.Station --nologo -v quiet >/dev/null
dotnet build clients/Border.Cli --nologo -v quiet >/dev/null
station() { dotnet services/Border.Station/bin/Debug/net10.0/Border.Station.dll --Demo:Divisor="$divisor" "$@"; }
border() { dotnet clients/Border.Cli/bin/Debug/net10.0/border.dll "$@"; }
# One after the other: together they want more memory than a small machine has.
for service in patrols persons cases seizures statistics; do
  compose build --quiet "$service" >"$work/build.log" 2>&1 || { tail -40 "$work/build.log" >&2; fail "the image of $service"; }
done

# Below the range from which outgoing connections take theirs, or another program's might be on one of them.
read -r BORDER_PATROLS_PORT BORDER_PERSONS_PORT BORDER_CASES_PORT BORDER_SEIZURES_PORT BORDER_STATISTICS_PORT BORDER_POSTGRES_PORT station_port < <(
  node -e 'const free = [], net = require("net");
    (function next() {
      if (free.length === 7) return console.log(free.join(" "));
      const probe = net.createServer(), port = 20000 + Math.floor(Math.random() * 12000);
      probe.on("error", next).listen(port, "127.0.0.1", () => probe.close(() => { if (!free.includes(port)) free.push(port); next(); }));
    })()')
export BORDER_PATROLS_PORT BORDER_PERSONS_PORT BORDER_CASES_PORT BORDER_SEIZURES_PORT BORDER_STATISTICS_PORT BORDER_POSTGRES_PORT
export BORDER_POSTGRES_PASSWORD=trial-$RANDOM$RANDOM
at=http://127.0.0.1
export BORDER_SERVER=$at:$BORDER_STATISTICS_PORT,patrols=$at:$BORDER_PATROLS_PORT,persons=$at:$BORDER_PERSONS_PORT
BORDER_SERVER+=,cases=$at:$BORDER_CASES_PORT,seizures=$at:$BORDER_SEIZURES_PORT

say "starts everything"
compose up --detach --no-build --wait --wait-timeout 120 2>"$work/up.log" || { cat "$work/up.log" >&2; fail "it does not start"; }
for service in patrols persons cases seizures statistics; do
  docker inspect --format '{{.Config.User}} {{.HostConfig.ReadonlyRootfs}}' "$(compose ps --quiet "$service")" | grep -qx '1654 true' ||
    fail "$service runs with more rights than it needs"
done
ask_postgres() { # OPTIONS of exec : as any program of this machine could.
  compose exec -T "$@" postgres psql --host 127.0.0.1 --username border --dbname postgres --no-password --command 'SELECT 1' >/dev/null 2>&1
}
ask_postgres --env PGPASSWORD="$BORDER_POSTGRES_PASSWORD" || fail "PostgreSQL does not take the password"
! ask_postgres || fail "PostgreSQL asks for no password"

say "asks a station of one process for what the bulletin must say"
station --demo --exit --data "$work/station" --Listen:Url=$at:$station_port >"$work/expected.txt" 2>"$work/station.log" ||
  { tail -20 "$work/station.log" >&2; fail "the station"; }
station --write-demo "$work/demo"
total=$(wc -l <"$work/demo/records.jsonl")

until_reached() { for _ in $(seq 60); do border progress >/dev/null 2>&1 && break; sleep 1; done; }
until_reached
border areas import "$work/demo/areas.csv" >/dev/null
while IFS=, read -r code unit measure qualifier step names; do
  english=${names%,*}
  border indicators add --code "$code" --unit "$unit" --measure "$measure" --print-qualifier "$qualifier" --print-step "$step" \
    --name-en "${english//\"/}" --name-zh "${names##*,}" >/dev/null
done < <(tail -n +2 "$work/demo/indicators.csv" | tr -d '\r')

say "sends $total records"
started=$SECONDS
border submit "$work/demo/records.jsonl" --give-up-seconds 120 --wait-seconds 300 >"$work/first.jsonl" 2>"$work/submit.log" &
submitting=$!
answered() { wc -l <"$work/first.jsonl"; }
kill_at() { # PERCENT SERVICE : when that much is answered, kills it as a power cut would, and starts it again
  while [ $(($(answered) * 100)) -lt $((total * $1)) ]; do
    kill -0 "$submitting" 2>/dev/null || { tail -5 "$work/submit.log" >&2; fail "the load ended before $2 could be killed"; }
    sleep 0.2
  done
  compose kill --signal KILL "$2" 2>/dev/null
  say "killed $2 with $(answered) of $total answered"
  sleep 2
  compose start "$2" 2>"$work/start.log" || { cat "$work/start.log" >&2; fail "$2 does not start again"; }
}
kill_at 15 cases
kill_at 35 postgres
kill_at 60 statistics
kill_at 75 postgres
wait "$submitting" || { submitting=; tail -5 "$work/submit.log" >&2; grep -m 3 '"error"' "$work/first.jsonl" >&2; fail "the load"; }
submitting=
say "$(tail -1 "$work/submit.log") After $((SECONDS - started)) s."
[ "$(answered)" = "$total" ] || fail "$(answered) of $total have an answer"
until_reached # What was killed last may not be back yet when the last record has its answer.
for turn in "$work"/demo/turn-*.jsonl; do # What comes of the records, from one person after the other.
  actor=${turn##*/turn-??-}
  border submit "$turn" --actor "${actor%.jsonl}" --wait-seconds 300 >/dev/null 2>"$work/turn.log" || { tail -5 "$work/turn.log" >&2; fail "${turn##*/}"; }
done
border submit "$work/demo/returns.jsonl" >/dev/null 2>&1 || fail "the returns"

check_figures() {
  # A feed whose service has just come back is told as stale, until it has been reached again.
  for _ in $(seq 60); do
    border bulletin --period $period >"$work/bulletin.txt"
    grep -q 'is behind or away' "$work/bulletin.txt" || break
    sleep 1
  done
  diff "$work/expected.txt" "$work/bulletin.txt" || fail "the bulletin is not the station's"
  border recount --from contributions || fail "cells and contributions differ"
  border recount --from records || fail "cells and records differ"
}
check_figures
cat "$work/bulletin.txt"

say "sends the same again"
border submit "$work/demo/records.jsonl" --wait-seconds 300 >"$work/second.jsonl" 2>"$work/submit.log" || fail "sending again"
grep -q "^0 accepted, $total repeated, 0 refused" "$work/submit.log" || { tail -1 "$work/submit.log" >&2; fail "something acknowledged was not there"; }
answer() { sed 's/,"replayed":[a-z]*}$//' "$1"; }
cmp <(answer "$work/first.jsonl") <(answer "$work/second.jsonl") || fail "a repeated answer is another one"
check_figures

say "$total records acknowledged, through two services and PostgreSQL twice killed: nothing lost, nothing counted twice."
