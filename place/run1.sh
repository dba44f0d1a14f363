cd /tmp/wt/place
echo "start $(date -u +%T)"
cargo nextest run --offline --cargo-quiet -p ukhwah-domain -p ukhwah-client --no-fail-fast -E 'package(ukhwah-domain) & test(routine) | package(ukhwah-client) & (test(solat) | test(reminders) | test(routine) | test(today) | test(meetings) | test(network))' 2>&1 | grep -vE "^\s+PASS" | tail -200 
echo "tests done $(date -u +%T)"
./dev gen 2>&1 | tail -20
echo "gen done $(date -u +%T)"
npm run --silent --prefix ui check 2>&1 | tail -40
echo "check done $(date -u +%T)"
