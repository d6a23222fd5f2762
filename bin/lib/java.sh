# Sourced by the launchers. find_java prints the folder of a JDK 21 or newer, the first of: JAVA_HOME,
# the newest below /usr/lib/jvm, that of the java on the PATH. Without one it says so and returns 1. A
# JAVA_HOME that cannot be used is passed over with a line that says why.

java_major() {
  local line
  line=$("$1/bin/java" -version 2>&1 | grep " version ") || return 1
  [[ $line =~ \"([0-9]+) ]] && echo "${BASH_REMATCH[1]}"
}

is_new_enough() {
  [ -x "$1/bin/java" ] && [ -x "$1/bin/javac" ] && [ "$(java_major "$1" || echo 0)" -ge 21 ]
}

newest_installed() {
  local folder
  for folder in /usr/lib/jvm/*/; do
    folder=${folder%/}
    if is_new_enough "$folder"; then
      echo "$(java_major "$folder") $folder"
    fi
  done | sort -rn | head -n 1 | cut -d ' ' -f 2-
}

why_not() {
  if [ ! -d "$1" ]; then
    echo "there is no such folder"
  elif [ ! -x "$1/bin/java" ] || [ ! -x "$1/bin/javac" ]; then
    echo "it holds no JDK"
  else
    echo "it is Java $(java_major "$1" || echo "of an unknown version"), and 21 or newer is needed"
  fi
}

find_java() {
  local found
  if [ -n "${JAVA_HOME:-}" ]; then
    if is_new_enough "$JAVA_HOME"; then
      echo "$JAVA_HOME"
      return
    fi
    echo "JAVA_HOME=$JAVA_HOME is passed over: $(why_not "$JAVA_HOME")" >&2
  fi
  found=$(newest_installed)
  if [ -z "$found" ] && command -v java >/dev/null; then
    found=$(dirname "$(dirname "$(readlink -f "$(command -v java)")")")
    is_new_enough "$found" || found=
  fi
  if [ -z "$found" ]; then
    echo "no JDK 21 or newer found: install one, for example temurin-25-jdk, or point JAVA_HOME at one" >&2
    return 1
  fi
  echo "$found"
}

# Scala's and Pekko's libraries still use sun.misc.Unsafe; since JDK 24 that is warned of at every start.
unsafe_option() {
  [ "$(java_major "$(dirname "$(dirname "$1")")")" -ge 24 ] && echo --sun-misc-unsafe-memory-access=allow
}

# Keeps the server from pausing for what is not its clients'. Passwords are hashed at the lowest priority, and code is
# compiled at a low one, which the JVM heeds on Linux only when told to; nobody needs a permission for that, whatever
# the warning says that is switched off here. The room for classes is what the server needs: below it, the JVM would
# collect all garbage whenever something new is used, which takes a tenth of a second and more.
calm_options() {
  echo -XX:-PrintWarnings -XX:ThreadPriorityPolicy=1 -XX:JavaPriority1_To_OSPriority=19 -XX:CompilerThreadPriority=5 \
    -XX:MetaspaceSize=128m
}
