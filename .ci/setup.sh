# Read by `videoindex`, `dev` and `.ci/run`: finds the SDK, installs what is missing, restores and builds.
# Expects $repo, the repository's root. Everything it says goes to stderr; stdout belongs to the program.

say() { printf '%s\n' "$*" >&2; }

fail() {
  say "error: $1"
  [ -z "${2:-}" ] || say "hint: $2"
  exit 2
}

export HOME="${HOME:-$(echo ~)}" # the SDK refuses to work without one
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_CLI_UI_LANGUAGE=en

# ---- the .NET SDK ----

has_sdk() { # the folder test costs nothing; asking costs 0.1 s and is for wrappers such as Homebrew's
  [ -x "$1" ] || return 1
  local home
  home="$(dirname "$(readlink -f "$1")")"
  compgen -G "$home/sdk/10.*" >/dev/null || (cd "$repo" && "$1" --version >/dev/null 2>&1)
}

find_dotnet() {
  local candidate
  for candidate in "${DOTNET_ROOT:-}/dotnet" "$(type -P dotnet || true)" "$HOME/.dotnet/dotnet" \
    /usr/share/dotnet/dotnet /usr/lib/dotnet/dotnet /usr/local/share/dotnet/dotnet; do
    if has_sdk "$candidate"; then
      dotnet="$candidate"
      return
    fi
  done
  fail "the .NET 10 SDK was not found on PATH, in \$DOTNET_ROOT or in ~/.dotnet" \
    "install it with \`curl -sSL https://dot.net/v1/dotnet-install.sh | bash -s -- --channel 10.0\`, which puts it into ~/.dotnet, then run this again"
}

# ---- packages of the system ----

as_root() { if [ "$(id -u)" = 0 ]; then "$@"; else sudo -n "$@"; fi; }

package_manager() {
  local manager
  for manager in apt-get dnf pacman apk zypper brew; do
    ! type -P "$manager" >/dev/null || { echo "$manager"; return; }
  done
}

package_names() { # package_names <manager> <tool>
  case "$1:$2" in
    apt-get:vlc) echo vlc-bin vlc-plugin-base ;;
    apt-get:xmllint | apk:xmllint) echo libxml2-utils ;;
    zypper:xmllint) echo libxml2-tools ;;
    *:xmllint) echo libxml2 ;;
    apt-get:zbarimg) echo zbar-tools ;;
    *:zbarimg) echo zbar ;;
    dnf:ffmpeg) echo ffmpeg-free ;;
    brew:chromium) echo --cask chromium ;;
    *) echo "$2" ;;
  esac
}

apt_install() {
  # the lists are fetched only when what is here does not do: they may be absent (a fresh container) or too old
  as_root env DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=120 install -y --no-install-recommends "$@" ||
    { as_root apt-get -o Acquire::Retries=3 update &&
      as_root env DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=120 -o Acquire::Retries=3 install -y --no-install-recommends "$@"; }
}

install_with() { # install_with <manager> <package>...
  local manager="$1"
  shift
  case "$manager" in
    apt-get) apt_install "$@" ;;
    dnf) as_root dnf install -y "$@" ;;
    pacman) as_root pacman -Sy --noconfirm --needed "$@" ;;
    apk) as_root apk add "$@" ;;
    zypper) as_root zypper --non-interactive install "$@" ;;
    brew) brew install "$@" ;;
  esac
}

# install_tool <command> <tool>: puts a missing command on the machine, or says in one sentence why not and returns 1
install_tool() {
  ! type -P "$1" >/dev/null || return 0
  local manager packages log
  manager="$(package_manager)"
  if [ -z "$manager" ]; then
    say "$1 is missing and no package manager known here (apt-get, dnf, pacman, apk, zypper, brew) was found: install $2 and put it on PATH"
    return 1
  fi
  packages="$(package_names "$manager" "$2")"
  if [ "$manager" != brew ] && [ "$(id -u)" != 0 ] && ! sudo -n true 2>/dev/null; then
    say "$1 is missing and installing it needs root: run \`sudo $manager $(install_word "$manager") $packages\`"
    return 1
  fi
  say "installing $packages with $manager ..."
  mkdir -p "$repo/artifacts"
  log="$repo/artifacts/install-$2.log"
  # shellcheck disable=SC2086 # package names are words
  if install_with "$manager" $packages >"$log" 2>&1 </dev/null && type -P "$1" >/dev/null; then return 0; fi
  tail -n 5 "$log" >&2
  say "$1 could not be installed with $manager: the whole log is in $log"
  return 1
}

install_word() {
  case "$1" in
    pacman) echo -S ;;
    apk) echo add ;;
    *) echo install ;;
  esac
}

# ---- one builder at a time ----

# Opens fd 9 on the lock; children that outlive us get it closed (9>&-), so that nobody keeps the lock by accident.
lock_build() {
  mkdir -p "$repo/artifacts" 2>/dev/null || fail "the folder $repo/artifacts cannot be made" "the program is built there: make the checkout writable"
  if type -P flock >/dev/null; then
    exec 9>"$repo/artifacts/.lock"
    flock -n 9 || { say "waiting for another build of this checkout ..."; flock 9; }
    return
  fi
  until mkdir "$repo/artifacts/.lock.d" 2>/dev/null; do # macOS has no flock
    kill -0 "$(cat "$repo/artifacts/.lock.d/pid" 2>/dev/null || echo $$)" 2>/dev/null || rm -rf "$repo/artifacts/.lock.d"
    sleep 1
  done
  echo $$ >"$repo/artifacts/.lock.d/pid"
  trap 'rm -rf "$repo/artifacts/.lock.d"' EXIT
}

unlock_build() {
  exec 9>&-
  rm -rf "$repo/artifacts/.lock.d"
  trap - EXIT
}

# ---- restore and build ----

# run_dotnet <log> <argument>...: quiet, nothing left behind in the background, output to the log
run_dotnet() {
  local log="$1"
  shift
  (cd "$repo" && exec "$dotnet" "$@" --disable-build-servers) >"$log" 2>&1 </dev/null 9>&-
}

# restore <log> <tries> <argument>...: a package source may answer "not found" once and have the package a moment later
restore() {
  local log="$1" tries="$2" try
  shift 2
  [ -z "${CI:-}" ] || set -- "$@" --locked-mode
  for ((try = 1; try <= tries; try++)); do
    ! run_dotnet "$log" restore "$@" || return 0
    if [ "$try" -gt 1 ] && grep -qi crossgen2 "$log"; then
      say "the package that compiles the program ahead cannot be had: it will start a little slower"
      set -- "$@" -p:CompileAhead=false
    fi
    grep -qE 'NU1101|NU1102|NU1103|NU1301|NU1801|NU5000|timed out|SSL' "$log" || return 1
    [ "$try" = "$tries" ] || {
      say "a package source did not answer as it should, trying again ($((try + 1)) of $tries) ..."
      sleep $((try * try * 2))
      [ "$try" != 1 ] || set -- "$@" --no-http-cache # a "not found" is remembered for half an hour otherwise
    }
  done
  return 1
}

# Replacing a file's bytes under a running program would crash it: give its assemblies new inodes before they are rewritten.
detach_program() { # detach_program <folder>
  local file
  for file in "$1"/*.dll; do
    [ ! -f "$file" ] || { cp -p "$file" "$file.detached" && mv -f "$file.detached" "$file"; }
  done
}
