#!/bin/sh
# Brings what the suite needs and runs all of it. Called by `./motcua test`; arguments: home, JDK, then options:
#   --long         the long form of the tests that have one
#   --benchmark [answers|channels]
#                  no tests; measures answers a second beside a bare route, or webhooks and open chats, and prints tables
# PostgreSQL comes as a test artifact from Maven Central; Chromium comes from the system's packages.
set -eu
home=$1
jdk=$2
shift 2

# As in the launcher: Maven's toolchain takes the very JDK that was found.
JAVA_MOTCUA_HOME=$jdk
export JAVA_MOTCUA_HOME

say() { printf 'motcua test: %s\n' "$*" >&2; }

long=
benchmark=
while [ $# -gt 0 ]; do
  case "$1 ${2:-}" in
    "--long "*) long="-Dmotcua.kill.rounds=100" ;;
    "--benchmark channels") benchmark=ChannelsBenchmark; shift ;;
    "--benchmark answers") benchmark=AnswersBenchmark; shift ;;
    "--benchmark "*) benchmark=AnswersBenchmark ;;
    *) say "unknown option $1; known: --long, --benchmark [answers|channels]"; exit 2 ;;
  esac
  shift
done

if [ -n "$benchmark" ]; then
  cd "$home"
  mvn -B -ntp -q -Dtoolchain.jdk.env=JAVA_MOTCUA_HOME package -DskipTests -Dspotless.check.skip=true -Dcyclonedx.skip=true </dev/null >&2
  cd bot
  exec "$jdk/bin/java" -Dmotcua.home="$home" --enable-native-access=ALL-UNNAMED \
    -cp "target/test-classes:target/bot-1.0.jar:target/lib/*" "vn.motcua.bot.benchmark.$benchmark"
fi

browser=
for candidate in "${CHROMIUM:-}" chromium chromium-browser google-chrome; do
  if [ -n "$candidate" ] && browser=$(command -v "$candidate"); then break; fi
done
if [ -z "$browser" ]; then
  install="apt-get update && apt-get install -y --no-install-recommends chromium fonts-noto-core"
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    say "installing Chromium for the browser tests"
    apt-get update -qq >&2
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium fonts-noto-core >&2
    browser=$(command -v chromium)
  else
    say "the browser tests need Chromium, which is not installed. Run as root: $install"
    exit 1
  fi
fi
CHROMIUM=$browser
export CHROMIUM

if ! command -v mvn >/dev/null 2>&1; then
  say "Maven (mvn 3.8 or newer) is needed and was not found. Debian: apt-get install maven"
  exit 2
fi
cd "$home"
if ! command -v java >/dev/null 2>&1 && [ -z "${JAVA_HOME:-}" ]; then
  JAVA_HOME=$jdk
  export JAVA_HOME
fi
# shellcheck disable=SC2086 # $long is one option or nothing
exec mvn -B -ntp -Dtoolchain.jdk.env=JAVA_MOTCUA_HOME verify $long
