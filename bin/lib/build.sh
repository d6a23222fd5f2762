# Sourced by the launchers, in the project's folder. build_if_needed MODULE packages that Maven module and
# those it depends on, unless that was done after the last change of a source.

build_if_needed() {
  local module=$1 built=$1/target/.built newer
  if [ -e "$built" ]; then
    newer=$(find pom.xml master-core master-actors master-modules sample-modules "$module" -path '*/target' -prune -o \
      \( -path '*/src/main/*' -o -path 'src/test/java/*' -o -name pom.xml \) -newer "$built" -print -quit)
    [ -z "$newer" ] && return
  fi
  echo "building, which takes a minute or two ..." >&2
  mvn -q -B -ntp -DskipTests -pl "$module" -am package >&2 || {
    echo "the build has failed: see above" >&2
    return 1
  }
  touch "$built"
}
