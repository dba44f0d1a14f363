cd /tmp/wt/place
npm run --silent --prefix ui build 2>&1 | tail -5
echo "ui built $(date -u +%T)"
cargo build --offline --quiet --package ukhwah --features tauri/custom-protocol 2>&1 | tail -20
echo "app built $(date -u +%T)"
export UKHWAH_BINARY=$PWD/target/debug/ukhwah
timeout 300 node --test tests/e2e/prayer-table.test.mjs 2>&1 | tail -120
echo "e2e done $(date -u +%T)"
timeout 400 node tests/e2e/zz-place-shots.mjs 2>&1 | tail -40
echo "shots done $(date -u +%T)"
