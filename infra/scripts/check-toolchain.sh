#!/bin/sh
# Before packaging: can this machine make the native executable that runs on Flex Consumption?
set -eu
if [ "$(uname -s)-$(uname -m)" != "Linux-x86_64" ]; then
  echo "The package is a Linux x64 executable and must be built on one (a container or WSL is fine)." >&2
  exit 1
fi
for tool in dotnet gcc; do
  command -v "$tool" >/dev/null || { echo "$tool is missing. On Debian: apt-get install gcc zlib1g-dev" >&2; exit 1; }
done
