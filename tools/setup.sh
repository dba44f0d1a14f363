# shellcheck shell=bash
# Sets up what building and testing need, on Debian 12 and its relatives. Sourced by ./dev.
#
# Each need_* does nothing when the thing is there, and otherwise says what it installs and why.
# shellcheck disable=SC2034 # ./dev uses the lists

cache="${XDG_CACHE_HOME:-${HOME:-$PWD/target}/.cache}/ukhwah"

packages_to_build="
build-essential             the C compiler and linker
ca-certificates             so that the package registries are trusted
libasound2-dev              to play the chime of a reminder
libayatana-appindicator3-dev the tray icon
librsvg2-dev                the icons
libssl-dev                  the cipher under the database
libwebkit2gtk-4.1-dev       the window
libxdo-dev                  the tray's menu
pkg-config                  to find these libraries"

packages_to_serve="
build-essential             the C compiler and linker
ca-certificates             so that the package registries are trusted"

packages_to_test="
dbus                        a private message bus for each test
dunst                       a real notification service for each test
gnome-keyring               a real keyring for each test
poppler-utils               to read the PDFs that the app writes
postgresql                  a real PostgreSQL for each test that needs one
python3-gi                  to answer the app's file dialogs
webkit2gtk-driver           to click in the app's window
x11-utils                   to see which windows the display shows
xvfb                        a display without a screen"

packages_to_bench="
python3-numpy                  for the reference that prayer times are held against
python3-xlib                to see and click what stands on the display"

packages_for_rust="
cargo-web                   Rust's build tool
rust-web-clippy             Rust's linter
rustc-web                   the Rust compiler
rustfmt-web                 Rust's formatter"

packages_for_node="
npm                         to fetch the UI's packages"

# Each argument is a line.
say() {
  printf '%s\n' "$@" >&2
}

die() {
  say "$@"
  exit 1
}

# logged NAME COMMAND...: runs a command with its output in a log, whose end is shown if it fails.
logged() {
  local log="$PWD/target/dev-logs/$1.log" status=0
  shift
  mkdir -p "${log%/*}"
  "$@" >"$log" 2>&1 || status=$?
  if ((status)); then die "$(tail -n 40 "$log")" "" "This failed: $*" "The whole log: $log"; fi
}

# As root, or through sudo.
as_root() {
  if ((EUID == 0)); then
    "$@"
  else
    sudo "$@"
  fi
}

is_installed() {
  [[ $(dpkg-query --show --showformat='${db:Status-Status}' "$1" 2>/dev/null) == installed ]]
}

# Installs the packages of a list (name, then why) that are missing.
need_packages() {
  local name why missing=()
  if ! command -v apt-get >/dev/null; then
    say "This is not Debian: if the build fails, look here for what it needs:$1"
    return
  fi
  while read -r name why; do
    if [[ -z $name ]] || is_installed "$name"; then continue; fi
    ((${#missing[@]})) || say "Missing system packages:"
    say "  $name: $why"
    missing+=("$name")
  done <<<"$1"
  if ((${#missing[@]})); then install_packages "${missing[@]}"; fi
}

install_packages() {
  if ((EUID != 0)) && ! command -v sudo >/dev/null; then
    die "Without root or sudo they cannot be installed here. As root: apt-get install --no-install-recommends $*"
  fi
  say "Installing them with apt-get; this takes some minutes."
  logged apt-update as_root apt-get update -q
  logged apt-install as_root env DEBIAN_FRONTEND=noninteractive apt-get install -qy --no-install-recommends "$@"
}

# Whether version $1 is at least version $2.
is_at_least() {
  [[ $(printf '%s\n%s\n' "$2" "$1" | sort --version-sort | head -n 1) == "$2" ]]
}

rust_is_enough() {
  local version
  version=$("$1" --version 2>/dev/null | cut -d ' ' -f 2) && [[ -n $version ]] && is_at_least "$version" "$2"
}

# Puts a Rust of at least the workspace's rust-version on PATH: the one that is there, else Debian's. Fails without.
find_rust() {
  local wanted
  wanted=$(sed -n 's/^rust-version = "\(.*\)"$/\1/p' Cargo.toml)
  if rust_is_enough rustc "$wanted" && command -v cargo >/dev/null; then return; fi
  rust_is_enough /usr/bin/rustc "$wanted" && export PATH="/usr/bin:$PATH"
}

# What is installed may be Debian's Rust of before its last security update.
renew_rust() {
  local names
  names=$(sed -n 's/^\([^ ]*\) .*/\1/p' <<<"$packages_for_rust")
  say "Debian's Rust here is too old: renewing it."
  # shellcheck disable=SC2086 # a list of names
  install_packages $names
}

# Vite wants 20.19, or 22.12, or newer.
node_is_enough() {
  command -v npm >/dev/null && node -e '
    const [major, minor] = process.versions.node.split(".").map(Number);
    process.exit(major > 22 || (major === 22 && minor >= 12) || (major === 20 && minor >= 19) ? 0 : 1);
  ' 2>/dev/null
}

# Puts a Node that is new enough on PATH: the one that is there, else the one in the cache folder. Fails without.
find_node() {
  if node_is_enough; then return; fi
  [[ -x $cache/node/node_modules/.bin/node ]] && export PATH="$cache/node/node_modules/.bin:$PATH" && node_is_enough
}

install_node() {
  say "No Node 20.19 or newer was found: it comes as a package of npm."
  mkdir -p "$cache/node"
  logged install-node npm install --prefix "$cache/node" --no-audit --no-fund node@22 npm@11
}

# The packages of a list, and Rust and Node, with one call of apt-get for all that is missing.
need_tools() {
  local packages=$1
  find_rust || packages+=$packages_for_rust
  find_node || command -v npm >/dev/null || packages+=$packages_for_node
  need_packages "$packages"
  find_rust || renew_rust
  find_rust || die "No Rust is new enough, not even Debian's: please install one, then run this again."
  find_node || install_node
  find_node || die "No Node is new enough, not even npm's: please install one, then run this again."
}

# The npm packages of a folder, exactly as its lock file says.
need_modules() {
  local stamp="$1/node_modules/.installed" wanted
  wanted=$(node --version && cat "$1/package-lock.json")
  if [[ -f $stamp && $(<"$stamp") == "$wanted" ]]; then return; fi
  say "Fetching the packages of $1 with npm."
  logged "npm-ci-${1//\//-}" npm ci --prefix "$1" --no-audit --no-fund
  printf '%s\n' "$wanted" >"$stamp"
}

cargo_deny_version=0.20.2

# cargo-deny, built once and kept in the cache folder.
need_cargo_deny() {
  export PATH="$cache/tools/bin:$PATH"
  if [[ $(cargo deny --version 2>/dev/null) == "cargo-deny $cargo_deny_version" ]]; then return; fi
  say "Building cargo-deny $cargo_deny_version, which checks the licences of all dependencies."
  CARGO_TARGET_DIR="$cache/cargo-deny-target" logged install-cargo-deny cargo install --locked --debug \
    --root "$cache/tools" --version "$cargo_deny_version" cargo-deny
  rm -rf "$cache/cargo-deny-target"
}

atuin_version=18.24.4
peers="${CARGO_TARGET_DIR:-$PWD/target}/peers"

# Atuin and its server, built once: without what only its shell and its assistant want.
need_atuin() {
  if [[ $("$peers/bin/atuin" --version 2>/dev/null) == *"$atuin_version"* && -x $peers/bin/atuin-server ]]; then return; fi
  say "Building atuin $atuin_version and its server, which sync is measured beside."
  local install=(cargo install --locked --root "$peers" --version "$atuin_version")
  CARGO_TARGET_DIR="$peers/build" logged install-atuin-server "${install[@]}" atuin-server
  CARGO_TARGET_DIR="$peers/build" logged install-atuin "${install[@]}" --no-default-features --features client,sync atuin
  rm -rf "$peers/build"
}
