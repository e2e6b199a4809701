#!/bin/sh
# After a deployment: does the app answer, does it reach what it depends on, and is what must be closed closed?
# Usage: smoke.sh [base address]; default is SERVICE_API_URI of the deployment's outputs.
set -eu
base=${1:-${SERVICE_API_URI:?give the base address or set SERVICE_API_URI}}
base=${base%/}
failed=0

# expect <status> <path> [curl arguments]: retries while the app starts, for two minutes at most
expect() {
  wanted=$1 path=$2
  shift 2
  tries=0
  while :; do
    got=$(curl --silent --output /dev/null --max-time 20 --write-out '%{http_code}' "$@" "$base$path") || got=000
    [ "$got" = "$wanted" ] && { echo "ok    $wanted $path"; return; }
    tries=$((tries + 1))
    case $got in 000 | 502 | 503) [ "$tries" -lt 24 ] && { sleep 5; continue; } ;; esac
    echo "WRONG $got instead of $wanted: $path"
    failed=1
    return
  done
}

expect 200 /api/v1/platform/health/live
expect 200 /api/v1/platform/health/ready
expect 200 /api/v1/platform/openapi.json
expect 404 /api/v1/platform/no-such-thing
# A trigger path reached from outside would run a function on a stranger's word.
expect 404 /api/v1/no-such-context/anything
expect 400 '/api/v1/platform/..%5c..%5corchestrations' --path-as-is --request POST --header 'Content-Type: application/json' --data '{}'
exit $failed
