#!/usr/bin/env bash
# Runs every check of the project from a clean clone: installs what is missing, checks the format, builds, lints the protos,
# runs every test on SQLite and PostgreSQL, and prints `N passed, N failed, N skipped` last. A skip is a failure.
set -uo pipefail
cd "$(dirname "$0")/.."
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
# No process here gains from being measured while it warms up, or from garbage that is collected beside its work, which takes a twelfth of the
# processor time; and one that is killed leaves no sockets.
export DOTNET_TieredPGO=0 DOTNET_EnableDiagnostics=0 DOTNET_gcConcurrent=0

failures=0
step() { # NAME COMMAND... : runs the command and counts it when it fails
  local name=$1 start=$SECONDS
  shift
  echo "== $name"
  if "$@"; then echo "== $name: done in $((SECONDS - start)) s"; else echo "== $name: FAILED"; failures=$((failures + 1)); fi
}

install_debian() { # COMMAND PACKAGE...
  local command=$1
  shift
  command -v "$command" >/dev/null 2>&1 && return
  local as_root=()
  [ "$(id -u)" = 0 ] || as_root=(sudo)
  "${as_root[@]}" apt-get update -q >/dev/null && "${as_root[@]}" apt-get install -y -q --no-install-recommends "$@" >/dev/null
}

check_format() { # The build checks spaces and lines; this, the order of usings and that each file ends with its last line.
  git ls-files -z '*.cs' | xargs -0 awk '
    FNR == 1 { last = "" }
    /^using (static )?[A-Z][A-Za-z0-9_.]*( = .*)?;/ {
      name = tolower($2 == "static" ? $3 : $2); sub(/;.*/, "", name)
      place = (/ = / ? 3 : $2 == "static" ? 2 : $2 ~ /^System[.;]/ ? 0 : 1) name " "
      if (place < last) { print FILENAME ":" FNR ": out of order: " $0; wrong = 1 }
      last = place
    }
    END { exit wrong }' || return 1
  local ends
  ends=$(git ls-files -z '*.cs' | xargs -0 tail -qc1 | tr -dc '\n' | wc -c)
  [ "$ends" = "$(git ls-files '*.cs' | wc -l)" ] || { echo "A file of code has no line end at its end."; return 1; }
}

install_node() { install_debian node nodejs npm && install_debian git git && node --version; }

install() { # All that the build does without. The packages of the web application it installs itself.
  install_debian pg_config postgresql libpq-dev && "$(pg_config --bindir)/postgres" --version || return 1
  install_debian chromium chromium fonts-noto-cjk || return 1
  (cd tests/interop && npm ci --silent --no-fund --no-audit)
}

build() { # By one compiler for all projects: to start one for each takes as long as what they compile. It is this run's own, and ends with it.
  local compiler="border-$$" process
  dotnet build Border.sln --nologo -v quiet -p:UseSharedCompilation=true -p:SharedCompilationId="$compiler"
  local code=$?
  for process in $(grep -lsz -- "^-pipename:$compiler$" /proc/[0-9]*/cmdline); do
    process=${process#/proc/}
    kill "${process%/cmdline}"
  done
  return $code
}

buf() { (cd protos && ../tests/interop/node_modules/.bin/buf "$@"); }

# The tests make and delete some hundred thousand files: in memory, where there is plenty, for a disk spends more on it than the tests.
scratch_place() {
  local needed=12000000 # kB; some six are used
  if [ "$(df -k --output=avail /dev/shm 2>/dev/null | tail -n 1)" -gt $needed ] 2>/dev/null && [ "$(awk '/^MemAvailable/ { print $2 }' /proc/meminfo)" -gt $needed ]
  then echo /dev/shm
  else echo "${TMPDIR:-/tmp}"
  fi
}

scratch=$(mktemp -d -p "$(scratch_place)") results=$(mktemp -d)
trap 'rm -rf "$scratch" "$results"' EXIT
chmod 755 "$scratch" # PostgreSQL runs as a user of its own

run_tests() { # In the order of the solution, which has the longest first, and after the clients beside it. A test that hangs is ended and named.
  nice -n 5 dotnet test Border.sln --no-build --nologo --logger trx --results-directory "$results" \
    --blame-hang --blame-hang-timeout 20m --blame-hang-dump-type none -- RunConfiguration.MaxCpuCount=2
}

run_interop() { # A client that is not .NET against a server process.
  node tests/interop/run.mjs patrols,persons,cases,seizures,statistics services/Border.Station/bin/Debug/net10.0/Border.Station.dll \
    --test-reporter=dot --test-reporter-destination=stdout --test-reporter=tap --test-reporter-destination="$results/interop.tap"
}

check_web() { (cd clients/web && npm run --silent generate && npm run --silent check); }

run_web() { # The web application's parts.
  (cd clients/web && npx vitest run --reporter=dot --reporter=junit --outputFile.junit="$results/web.xml")
  local code=$?
  to_tap "$results/web.xml"
  return $code
}

run_browser() { # The whole of it in a browser, against a station.
  BORDER_WEB_RESULTS="$results/browser.xml" \
    node clients/web/tests/run.mjs services/Border.Station/bin/Debug/net10.0/Border.Station.dll
  local code=$?
  to_tap "$results/browser.xml"
  return $code
}

run_clients() { # One after the other, beside the tests; each is run, whatever became of those before.
  local code=0 client
  for client in browser web interop; do echo "-- $client" && "run_$client" || code=1; done
  return $code
}

to_tap() { # FILE.xml : its counts, as TAP has them
  sed -n 's/.*<testsuites \([^>]*\)>.*/\1/p' "$1" | tr ' ' '\n' | awk -F'"' -v skipped="$(grep -c '<skipped' "$1")" '
    /^tests=/ { tests = $2 } /^(failures|errors)=/ { failed += $2 }
    END { print "# tests " tests + 0 "\n# pass " tests - failed - skipped "\n# fail " failed + 0 }' >"${1%.xml}.tap"
}

count() { # ATTRIBUTE OF TRX, LINE OF TAP : the sum over all result files
  {
    cat "$results"/*.trx 2>/dev/null | grep -o "<Counters [^>]*>" | grep -o " $1=\"[0-9]*\"" | tr -dc '0-9\n'
    sed -n "s/^# $2 //p" "$results"/*.tap 2>/dev/null
  } | awk '{ n += $1 } END { print n + 0 }'
}

name_failed() { # What failed and why, in a few lines each: the end of a long output is what is looked at first.
  awk 'FNR == 1 { told = 0 }
    /<UnitTestResult / { told = 0; if (/outcome="Failed"/) { name = $0; sub(/.*testName="/, "", name); sub(/".*/, "", name); print "FAILED: " name; told = 12 } }
    told && /<Message>/ { message = 1 }
    told && message { line = $0; gsub(/<[^>]*>/, "", line); print "  " line; told-- }
    /<\/Message>/ || !told { message = 0 }' "$results"/*.trx 2>/dev/null
  grep -h '^ *not ok' "$results"/*.tap 2>/dev/null | sed 's/^ *not ok [0-9]* - /FAILED: /'
  awk '/<testcase / { name = $0; sub(/.* name="/, "", name); sub(/".*/, "", name) } /<failure/ { print "FAILED: " name }' "$results"/*.xml 2>/dev/null
}

declare -A begun
begin() { # NAME COMMAND... : runs the command beside what follows
  local name=$1
  shift
  "$@" >"$results/$name.log" 2>&1 &
  begun[$name]=$!
}

ended() { # NAME : waits for what was begun, and shows what it said
  wait "${begun[$1]}"
  local code=$?
  cat "$results/$1.log"
  return $code
}

step "format" check_format
step "node" install_node
begin install install
step "build" build
step "install" ended install
step "proto format" buf format -d --exit-code
step "proto lint" buf lint
step "web check" check_web
export TMPDIR=$scratch
# A browser waits most of its time, and many of the tests do.
begin clients run_clients
step "tests" run_tests
step "browser, web tests, interoperation" ended clients
step "compose" bash tests/compose.sh

passed=$(count passed pass) failed=$(count failed fail) total=$(count total tests)
skipped=$((total - passed - failed))
[ "$total" -gt 0 ] || failures=$((failures + 1))
[ "$failed" -gt 0 ] || failed=$failures
name_failed
echo "$passed passed, $failed failed, $skipped skipped"
[ "$failures" = 0 ] && [ "$failed" = 0 ] && [ "$skipped" = 0 ]
