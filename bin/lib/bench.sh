# Sourced by the launchers of programs that measure, in the project's folder. prepare_bench packages them,
# raises the limit on open files, and sets class_path, and on_load_cpu: a JVM on processor 1.
. bin/lib/java.sh
. bin/lib/build.sh

prepare_bench() {
  local java_home
  java_home=$(find_java)
  if [ "$(nproc)" -lt 2 ]; then
    echo "1 processor: the server and the load need one each" >&2
    exit 1
  fi
  command -v taskset >/dev/null || {
    echo "taskset not found: install util-linux" >&2
    exit 1
  }

  # Every connection is an open file. Few may go above the hard limit; scenarios say so when it is too low for them.
  ulimit -n 200000 2>/dev/null || ulimit -n "$(ulimit -Hn)"

  build_if_needed bench

  class_path="bench/target/classes:bench/target/lib/*"
  on_load_cpu=(taskset -c 1 "$java_home/bin/java" -XX:+UseSerialGC --enable-native-access=ALL-UNNAMED)
}
