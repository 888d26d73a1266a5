#!/usr/bin/env bash
# Stands for docker, podman and buildah, of which none can run where tests do: writes down what it is asked to do.
set -euo pipefail
{
  printf '%s' "${0##*/}"
  printf ' %s' "$@"
  printf '\n'
} >>"$RECORD"
context=${!#}
if [[ $1 == build ]]; then (cd "$context" && find . -type f | sort) >"$RECORD.files"; fi
if [[ -n ${SLEEP:-} ]]; then
  trap 'printf "ended\n" >>"$RECORD"; exit 143' TERM
  printf '%s\n' "$context" >"$RECORD.started"
  sleep "$SLEEP" &
  wait $!
fi
printf 'a line of the engine\n'
exit "${STATUS:-0}"
