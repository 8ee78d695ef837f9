#!/bin/sh
# Makes a jar of the classes and the services files of a folder, by default of this example:
# build.sh HYPERPRISM_JAR TARGET_JAR [SOURCE_FOLDER]
set -eu
usage="usage: build.sh HYPERPRISM_JAR TARGET_JAR [SOURCE_FOLDER]"
hyperprism=${1:?$usage}
target=${2:?$usage}
sources=${3:-$(cd "$(dirname "$0")" && pwd)/src}
classes=$(mktemp -d)
trap 'rm -rf "$classes"' EXIT
find "$sources" -name '*.java' -exec javac --release 17 -proc:none -cp "$hyperprism" -d "$classes" {} +
jar --create --file "$target" -C "$classes" . -C "$sources" META-INF
