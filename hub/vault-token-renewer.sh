#!/bin/sh
# Keeps the hub's token for Vault alive. Runs beside the hub, in the busybox of Vault's image.
#
#   vault-token-renewer.sh           renew for ever
#   vault-token-renewer.sh startup   0 once the hub has had a token to read
#   vault-token-renewer.sh ready     0 while the hub has a token to read that is not known to be dead
#   vault-token-renewer.sh live      0 while the loop runs
#
# Environment, with what is usual:
#   VAULT_ADDR, VAULT_CACERT          where Vault is; certificates are always verified
#   RENEWER_TOKEN_FILE      /vault/admin-token/token      the mounted token; it is read again when it changes
#   RENEWER_OUTPUT          /vault/secrets/vault-token    what the hub reads
#   RENEWER_PERIOD          24h       what is asked for at each renewal
#   RENEWER_MIN_INTERVAL    30s       the shortest time between two renewals of a healthy token
#   RENEWER_CHECK_INTERVAL  5s        how often the mounted token is looked at
#   RENEWER_VERIFY_INTERVAL 1m        how often Vault is asked whether the token still lives
#   RENEWER_TIMEOUT         10s       for one call of Vault
# Durations: 90s, 5m, 24h, 1h30m, 1d, or plain seconds. Exit status 2: a setting is wrong.
#
# No token is ever in an argument, in a log, or in a file but the output.
set -u
# The group of the hub reads, nobody else; also while a file is being written.
umask 027

token_file=${RENEWER_TOKEN_FILE:-/vault/admin-token/token}
output=${RENEWER_OUTPUT:-/vault/secrets/vault-token}
state=$(dirname "$output")/.renewer
child=

log() {
  level=$1
  shift
  printf '%s %s %s\n' "$(date -u +%Y-%m-%dT%H:%M:%SZ)" "$level" "$*"
}

# seconds NAME TEXT: a duration in seconds. The config's schema takes the same (lib/document/duration.ts).
seconds() {
  printf '%s\n' "$2" | awk '
    NR > 1 || !/^([0-9]+d)?([0-9]+h)?([0-9]+m)?([0-9]+s)?$|^[0-9]+$/ || $0 == "" || length > 15 { bad = 1; exit }
    /^[0-9]+$/ { total = $0 + 0; next }
    { text = $0; split("d 86400 h 3600 m 60 s 1", unit, " ")
      for (i = 1; i < 9; i += 2) { at = index(text, unit[i])
        if (at) { total += substr(text, 1, at - 1) * unit[i + 1]; text = substr(text, at + 1) } } }
    END { if (bad || total < 1 || total > 3000000000) exit 1; printf "%d\n", total }' && return
  log error "$1 is \"$2\": write a duration such as 90s, 5m, 24h, 1h30m, 1d, or seconds" >&2
  return 1
}

# now: seconds that no change of the clock moves.
now() { cut -d. -f1 /proc/uptime; }

note() { printf '%s\n' "$2" >"$state/$1.new" && mv "$state/$1.new" "$state/$1"; }
noted() { cat "$state/$1" 2>/dev/null; }

startup() { [ -e "$state/started" ] && live; }
ready() { [ -s "$output" ] && [ "$(noted health)" != dead ]; }
live() {
  beat=$(noted heartbeat) && [ -n "$beat" ] && [ $(($(now) - beat)) -lt 120 ]
}

# ask TOKEN ARGUMENT...: a call of Vault with that token. Sets ttl, renewable and answer: ok, refused or away.
ask() {
  asked=$1
  shift
  # What Vault prints holds the token: only figures leave the pipe.
  {
    VAULT_TOKEN=$asked VAULT_MAX_RETRIES=0 VAULT_CLIENT_TIMEOUT=${timeout}s \
      timeout -s KILL $((timeout + 5)) vault token "$@" -format=json 2>"$state/error"
    printf '\nstatus %s\n' "$?"
  } | awk '
    /"(ttl|lease_duration)":/ { gsub(/[^0-9]/, ""); ttl = $0 }
    /"renewable":/ { renewable = /true/ }
    /^status / { status = $2 }
    END { print status + 0, ttl + 0, renewable ? "true" : "false" }' >"$state/answer" &
  child=$!
  wait "$child"
  child=
  read -r status ttl renewable <"$state/answer" || status=1
  answer=ok
  if [ "$status" != 0 ]; then
    answer=away
    # 400: nothing of that name any more; 403: not this token. All else may pass.
    if grep -Eq 'Code: (400|403)' "$state/error"; then answer=refused; fi
  fi
  rm -f "$state/answer" "$state/error"
}

# write TOKEN: the output, at once and whole.
write() {
  if printf '%s\n' "$1" >"$output.new" && chmod 0640 "$output.new" && mv "$output.new" "$output"; then
    note started yes
    return 0
  fi
  rm -f "$output.new"
  log error "$output cannot be written"
  return 1
}

# keep TTL: the token lives that long, counted from now.
keep() {
  expires=$(($(now) + $1))
  failures=0
  note health ok
  verify_due=$(($(now) + verify))
  wait_for=$(($1 / 2))
  if [ "$wait_for" -lt "$shortest" ]; then wait_for=$shortest; fi
  # Near its end a token has less left than the shortest time.
  if [ "$wait_for" -ge "$1" ]; then wait_for=$((($1 + 1) / 2)); fi
  # Up to a tenth sooner, so that many hubs do not come at once.
  due=$(($(now) + wait_for - $(jitter $((wait_for / 10)))))
}

jitter() { awk -v most="$1" -v seed="$$$(now)" 'BEGIN { srand(seed); printf "%d\n", rand() * (most + 1) }'; }

# later: the next try after a failure; doubling, and never so late that the token could die in between.
later() {
  failures=$((failures + 1))
  pause=$((failures < 7 ? 1 << (failures - 1) : 60))
  left=$((expires - $(now)))
  if [ "$left" -gt 0 ] && [ "$pause" -gt $((left / 4)) ]; then pause=$((left / 4)); fi
  if [ "$pause" -lt 1 ]; then pause=1; fi
  due=$(($(now) + pause))
}

# take TOKEN: the hub gets a new one, if it is of use.
take() {
  ask "$1" lookup
  case $answer in
    ok)
      if [ "$renewable" != true ]; then
        refuse "$1" "cannot be renewed: make a periodic one with hubsynth vault token"
        return
      fi
      write "$1" || { later; return; }
      current=$1 verified=yes
      log info "took the mounted token, $ttl s left"
      keep "$ttl"
      # What is left may be little.
      due=$(now)
      ;;
    refused) refuse "$1" "is not taken by Vault: it has ended, or is of another Vault" ;;
    away)
      # After a restart of the hub an outage of Vault shall not keep it down: the token was good before.
      if [ -z "$current" ] && write "$1"; then
        current=$1 verified=no
        note health ok
        log warning "Vault does not answer; the mounted token is handed on unverified"
      else
        log warning "Vault does not answer; the new token waits"
      fi
      later
      ;;
  esac
}

# refuse TOKEN WHY: that one is not tried again for a while.
refuse() {
  rejected=$1 rejected_at=$(now)
  log error "the mounted token $2"
  if [ "$current" = "$1" ]; then lose "it is of no use"; fi
}

# lose WHY: the hub must not go on with a dead token.
lose() {
  log error "the hub has no token for Vault now: $1; put a new one into the store"
  rm -f "$output"
  note health dead
  current='' verified=no
  due=$(($(now) + check))
}

renew() {
  before=$((expires - $(now)))
  ask "$current" renew -increment="${period}s"
  case $answer in
    ok)
      log info "renewed, $ttl s left"
      # A renewal succeeds to the very end of a token's life; it just gains no time.
      if [ "$ttl" -lt $((period * 9 / 10)) ] && [ "$ttl" -le $((before + 1)) ]; then
        log warning "the token gains no time any more and ends in $ttl s: make a new one with hubsynth vault token"
      fi
      keep "$ttl"
      ;;
    refused)
      # A policy may forbid the renewal alone; the token tells whether it lives.
      ask "$current" lookup
      case $answer in
        ok)
          log error "Vault does not renew the token, $ttl s left: check its policy and role"
          expires=$(($(now) + ttl))
          later
          ;;
        refused) lose "it was revoked, or has ended" ;;
        away) later ;;
      esac
      ;;
    away)
      later
      left=$((expires - $(now)))
      if [ "$left" -le 0 ]; then
        if [ "$(noted health)" != dead ]; then log error "Vault does not answer, and the token has ended by now"; fi
        note health dead
      else
        log warning "Vault does not answer; next try in $((due - $(now))) s, $left s left"
      fi
      ;;
  esac
}

# verify_token: a token that somebody revoked is noticed long before its next renewal.
verify_token() {
  verify_due=$(($(now) + verify))
  ask "$current" lookup
  case $answer in
    ok) expires=$(($(now) + ttl)) ;;
    refused) lose "it was revoked, or has ended" ;;
  esac
}

# mounted: the token in the mount; nothing where there is none, or where it is no token.
mounted() {
  [ -s "$token_file" ] || return 0
  tr -d '\r\n' <"$token_file" 2>/dev/null | grep -E '^[A-Za-z0-9._-]+$'
}

stop() {
  trap - TERM INT
  if [ -n "$child" ]; then kill "$child" 2>/dev/null; fi
  log info "stopped"
  exit 0
}

# nap SECONDS: a sleep that a signal ends at once.
nap() {
  sleep "$1" &
  child=$!
  wait "$child"
  child=
}

step() {
  note heartbeat "$(now)"
  token=$(mounted)
  if [ -z "$token" ]; then
    if [ -z "$current" ]; then log warning "no token in $token_file yet"; fi
  elif [ "$token" != "$current" ] && may_try "$token"; then
    if [ "$token" != "$seen" ]; then due=0; fi
    seen=$token
    if [ "$(now)" -ge "$due" ]; then take "$token"; fi
    # The old one is kept alive all the same.
    if [ -n "$current" ] && [ "$current" != "$token" ] && [ "$(now)" -ge "$due" ]; then renew; fi
    return
  fi
  if [ -n "$current" ] && [ "$(now)" -ge "$due" ]; then
    if [ "$verified" = yes ]; then renew; else take "$current"; fi
  elif [ "$verified" = yes ] && [ "$(now)" -ge "$verify_due" ]; then
    verify_token
  fi
}

# may_try TOKEN: a token that was refused is tried again after a minute: what was wrong may have been Vault.
may_try() { [ "$1" != "$rejected" ] || [ $(($(now) - rejected_at)) -ge 60 ]; }

run() {
  period=$(seconds RENEWER_PERIOD "${RENEWER_PERIOD-24h}") || exit 2
  shortest=$(seconds RENEWER_MIN_INTERVAL "${RENEWER_MIN_INTERVAL-30s}") || exit 2
  check=$(seconds RENEWER_CHECK_INTERVAL "${RENEWER_CHECK_INTERVAL-5s}") || exit 2
  verify=$(seconds RENEWER_VERIFY_INTERVAL "${RENEWER_VERIFY_INTERVAL-1m}") || exit 2
  timeout=$(seconds RENEWER_TIMEOUT "${RENEWER_TIMEOUT-10s}") || exit 2
  if [ -n "${VAULT_SKIP_VERIFY:-}" ]; then
    log error "VAULT_SKIP_VERIFY is set: certificates are always verified here" >&2
    exit 2
  fi
  if ! mkdir -p "$state"; then
    log error "$state cannot be made" >&2
    exit 1
  fi
  rm -f "$state"/* "$output.new"
  current='' verified=no seen='' rejected='' rejected_at=0 failures=0 due=0 verify_due=0 expires=$(now)
  trap stop TERM INT
  log info "keeping the token in $token_file alive for $output, $period s at a time"
  while :; do
    step
    nap "$check"
  done
}

case ${1:-run} in
  run | startup | ready | live) "${1:-run}" ;;
  *)
    sed -n '2,/^# Durations/{s/^# \{0,1\}//;p;}' "$0" >&2
    exit 2
    ;;
esac
