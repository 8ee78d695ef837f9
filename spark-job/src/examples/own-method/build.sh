#!/bin/sh
# Makes lazy-gossip.jar of one class and one services file: ./build.sh HYPERPRISM_JAR TARGET_JAR
set -eu
hyperprism=$1
target=$2
source=$(cd "$(dirname "$0")" && pwd)/src
classes=$(mktemp -d)
trap 'rm -rf "$classes"' EXIT
javac --release 17 -proc:none -cp "$hyperprism" -d "$classes" "$source/org/example/LazyGossip.java"
jar --create --file "$target" -C "$classes" . -C "$source" META-INF
