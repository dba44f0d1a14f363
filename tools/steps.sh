# shellcheck shell=bash
# Runs the parts of a long command one by one, each with a log of its own, and sums up at the end. Sourced by ./dev.

logs="$PWD/target/dev-logs"
results="$logs/results"

steps_begin() {
  mkdir -p "$logs"
  rm -f "$logs"/*.log
  : >"$results"
}

# step NAME COMMAND...: runs the command with its output in a log; shows the log's end if it fails.
#
# It is good in itself either way: ask step_was_good. Never call it under `||` or `if`, where bash ignores `set -e`
# in all that runs.
step() {
  local name=$1 started=$SECONDS status=0 log
  shift
  log="$logs/${name//[^[:alnum:]]/_}.log"
  say "  $name ..."
  (
    trap - INT # bash lets what runs in the background ignore Ctrl-C
    set -e
    export NO_COLOR=1 CARGO_TERM_COLOR=never CARGO_TERM_PROGRESS_WHEN=never
    "$@"
  ) >"$log" 2>&1 </dev/null &
  wait $! || status=$?
  step_end "$name" "$status" $((SECONDS - started)) "$log"
}

step_end() {
  local name=$1 status=$2 seconds=$3 log=$4
  if ((status == 0)); then
    say "  $name: good ($(duration "$seconds"))"
    printf 'good\t%s\t%s\n' "$seconds" "$name" >>"$results"
    return
  fi
  say "$(tail -n 80 "$log")" "" "  $name: FAILED ($(duration "$seconds")); the whole log: ${log#"$PWD/"}"
  printf 'FAILED\t%s\t%s\n' "$seconds" "$name" >>"$results"
}

step_was_good() {
  grep -q "^good"$'\t'".*"$'\t'"$1\$" "$results"
}

# step, and the end of everything if it fails.
required_step() {
  step "$@"
  step_was_good "$1" || steps_end
}

# skip NAME WHY: notes that a step was left out; in CI that is a failure.
skip() {
  say "  $1: SKIPPED: $2"
  if [[ ${CI:-} == true ]]; then
    printf 'FAILED\t0\t%s (skipped: %s)\n' "$1" "$2" >>"$results"
  else
    printf 'skipped\t0\t%s (%s)\n' "$1" "$2" >>"$results"
  fi
}

duration() {
  if (($1 < 60)); then printf '%d s' "$1"; else printf '%d min %02d s' $(($1 / 60)) $(($1 % 60)); fi
}

# Prints what each test runner counted and how long each step took. Fails if a step did.
steps_end() {
  local status seconds name
  say "" "What the test runners counted:"
  runner_summaries
  say "" "Steps:"
  while IFS=$'\t' read -r status seconds name; do
    say "$(printf '  %-8s %12s  %s' "$status" "$(duration "$seconds")" "$name")"
  done <"$results"
  say "All together: $(duration "$SECONDS")."
  if grep -q '^FAILED' "$results"; then die "" "Something failed: see above."; fi
}

# The summary lines of cargo-nextest, cargo test, vitest and node, under the name of their step.
runner_summaries() {
  local log lines
  for log in "$logs"/*.log; do
    lines=$(sed -nE 's/\x1b\[[0-9;]*m//g; /^ *(Summary \[|test result: |Test Files |Tests |(ℹ|#) (tests|pass|fail|skipped) )/s/^ */    /p' "$log")
    if [[ -n $lines ]]; then
      say "  $(basename "$log" .log)" "$lines"
    fi
  done
}
