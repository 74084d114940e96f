# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash
#
# What several programs of this folder need. To be read in, with the project's folder as the current one, by a
# program that has its name in $self.

# Ends the program with a reason.
fail() {
  echo "${self:?}: $*" >&2
  exit 1
}

# Ends the program for a mistake in how it was called.
misuse() {
  echo "${self:?}: $*" >&2
  exit 2
}

# Ends the program if one of these tools is not on the PATH.
need() {
  local tool
  for tool in "$@"; do
    command -v "$tool" > /dev/null ||
      fail "$tool: not found (expected: on the PATH; a JDK from 17 on and Maven from 3.8.1 on build this)"
  done
}

need_linux() {
  [ "$(uname -s)" = Linux ] || fail "$(uname -s): not supported (expected: Linux)"
}

# Runs Maven without checks. Arguments go to Maven.
maven() {
  mvn -B -q --no-transfer-progress -Dlint.skip "$@" < /dev/null || fail "the build failed, see above"
}

# Builds without tests and checks. Arguments go to Maven.
build() {
  maven -DskipTests "$@" package
}

# Builds what is measured or looked at side by side: this runner, and Apache's.
build_runners() {
  echo "$self: building" >&2
  build
  build -f runner-benchmarks/apache-runner
}

# Goes on as a class of runner-benchmarks, with folders of classes in front of the libraries:
# run_benchmark FOLDERS CLASS [ARGUMENT...].
run_benchmark() {
  local folders=$1 libraries=runner-benchmarks/target/class-path
  shift
  [ -f "$libraries" ] || fail "runner-benchmarks: not built"
  exec "$(java_used)" -cp "$folders:$(cat "$libraries")" "$@"
}

# The JDK that is used, as its folder.
jdk_used() {
  echo "${JAVA_HOME:-$(dirname "$(dirname "$(readlink -f "$(command -v java)")")")}"
}

# Its java: the one that Maven takes, too.
java_used() {
  echo "$(jdk_used)/bin/java"
}

# The version of the JDK in a folder.
jdk_version() {
  sed -n 's/^JAVA_VERSION="\(.*\)"/\1/p' "$1/release" 2> /dev/null
}

is_jdk_25() {
  [ -x "$1/bin/javac" ] && [[ $(jdk_version "$1") = 25* ]]
}

# A JDK 25 that is named, or lies beside the one that is used; none if that is one itself.
other_jdk_25() {
  local used home
  used=$(jdk_used)
  ! is_jdk_25 "$used" || return 1
  for home in "${JAVA_HOME_25:-}" "$used"/../*; do
    if is_jdk_25 "$home"; then
      (cd "$home" && pwd)
      return
    fi
  done
  return 1
}

# The commit of the checkout, for a page into which a result is written: nothing may be changed in it but the pages. To be asked at the begin of what takes
# long: somebody may work in the checkout meanwhile.
commit_to_name() {
  local changed
  changed=$(git status --porcelain -- . ':!docs' ':!README.md' | head -n 1 | cut -c 4-)
  [ -z "$changed" ] || fail "$changed: changed or new (expected: committed, since the page names the commit of what was tried)"
  git rev-parse --short HEAD
}

# The machine, in half a line.
machine() {
  local processor
  processor=$(awk -F ': ' '/^model name/ { print $2; exit }' /proc/cpuinfo 2> /dev/null || true)
  echo "${processor:-$(uname -m)}, $(getconf _NPROCESSORS_ONLN) processors; $(uname -s) $(uname -r | cut -d- -f1)"
}

# What a page says between the marks of a subject gives way to the standard input: write_between PAGE SUBJECT.
write_between() {
  local said mark
  for mark in "<!-- begin $2 -->" "<!-- end $2 -->"; do
    grep -qxF -e "$mark" "$1" || fail "$1: nothing about $2 (expected: a line $mark)"
  done
  said=$(cat)
  # In the environment, where nothing is taken for an escape.
  said=$said awk -v subject="$2" '
    $0 == "<!-- end " subject " -->" { inside = 0 }
    !inside { print }
    $0 == "<!-- begin " subject " -->" { inside = 1; print ENVIRON["said"] }' "$1" > "$1.new"
  mv "$1.new" "$1"
}

# What a page says between the marks of a subject: read_between PAGE SUBJECT.
read_between() {
  awk -v subject="$2" '
    $0 == "<!-- end " subject " -->" { inside = 0 }
    inside { print }
    $0 == "<!-- begin " subject " -->" { inside = 1 }' "$1"
}
