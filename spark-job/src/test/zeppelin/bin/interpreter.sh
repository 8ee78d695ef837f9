#!/usr/bin/env bash
# In the place of bin/interpreter.sh of Zeppelin's download: starts %spark by spark-submit, with the interpreter's
# properties, and any other interpreter by java.
set -eu
home=$ZEPPELIN_HOME
while getopts 'hc:p:r:d:l:v:u:g:i:' option; do
  case $option in
    c) host=$OPTARG ;;
    p) port=$OPTARG ;;
    r) ports=$OPTARG ;;
    d) folder=$OPTARG ;;
    i) group=$OPTARG ;;
    *) ;;
  esac
done
server=org.apache.zeppelin.interpreter.remote.RemoteInterpreterServer
if [ "$(basename "$folder")" = spark ]; then
  IFS='|' read -r -a settings <<< "$ZEPPELIN_SPARK_CONF"
  jars=("$folder"/*.jar)
  class_path=$(IFS=:; echo "${jars[*]}")
  exec "$SPARK_HOME/bin/spark-submit" --class "$server" --driver-class-path "$class_path" "${settings[@]}" \
    "$folder"/spark-interpreter-*.jar "$host" "$port" "$group" "$ports"
fi
exec "$JAVA_HOME/bin/java" -Xmx128m -Djava.net.preferIPv4Stack=true "-Dlog4j.configuration=file:$home/conf/log4j.properties" \
  -cp "$home/lib/*" "$server" "$host" "$port" "$group" "$ports"
