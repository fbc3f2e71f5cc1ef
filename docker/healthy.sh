#!/usr/bin/env bash
# healthy PORT PATH: exits 0 if this container answers 200 there. In bash alone: a Node process for each look, several a
# second while a stack starts, took more of the processor than the services that were starting.
set -euo pipefail

exec 3<>"/dev/tcp/127.0.0.1/$1"
printf 'GET %s HTTP/1.0\r\nHost: localhost\r\n\r\n' "$2" >&3
read -r _ status _ <&3
[[ $status == 200 ]]
