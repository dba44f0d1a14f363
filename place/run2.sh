cd /tmp/wt/place
echo "start $(date -u +%T)"
cargo nextest run --offline --cargo-quiet -p ukhwah-tests -p ukhwah-domain -p ukhwah-client --no-fail-fast -E 'package(ukhwah-domain) & test(routine) | package(ukhwah-client) & (test(solat) | test(reminders) | test(routine) | test(today) | test(meetings) | test(network)) | test(generated_files_are_up_to_date) | test(architecture)' 2>&1 | grep -vE "^\s+PASS|RUST_BACKTRACE|^ +[0-9]+: |^ +at " | tail -200 
echo "tests done $(date -u +%T)"
bash /tmp/wt/data/place/e2e.sh
