#!/usr/bin/env bash
# A real Kubernetes control plane for tests: API server, controllers and scheduler, with kwok's fake node in place of
# machines. No container ever runs; pods become Ready because kwok says so. Everything listens on 127.0.0.1 only.
#
#   cluster.sh up DIR [--label KEY=VALUE]... [--eso] [--crds]
#   cluster.sh env DIR     a line for eval: KUBECONFIG
#   cluster.sh down DIR    ends the processes that `up` recorded in DIR/pids; logs stay in DIR/logs
#
#   --label      label of the fake node
#   --eso        External Secrets Operator, with its providers for Vault and for tests, and its CRDs
#   --crds       CRDs of the Gateway API and of the Prometheus operator; nothing acts on their objects
#
# Environment: KUBECTL (kubectl), HUBSYNTH_CACHE (see lib.sh), HUBSYNTH_WAIT (seconds for each component, 120).
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source-path=SCRIPTDIR source=lib.sh
source "$here/lib.sh"
# shellcheck source-path=SCRIPTDIR source=versions.sh
source "$here/versions.sh"

usage() {
  sed -n '2,/^set /{/^set /d;s/^# \{0,1\}//;p;}' "${BASH_SOURCE[0]}" >&2
  exit 2
}

kc() { "${KUBECTL:-kubectl}" --kubeconfig "$RUN/pki/admin.kubeconfig" "$@"; }

# answers URL: any 2xx. Certificates of this throw-away control plane are not what is tested here.
answers() { curl -sfk -o /dev/null --max-time 5 "$@"; }

api_ready() { answers --cert "$RUN/pki/admin.crt" --key "$RUN/pki/admin.key" "https://127.0.0.1:$api_port/readyz"; }

start_etcd() {
  local client=http://127.0.0.1:$etcd_port peer=http://127.0.0.1:$etcd_peer_port
  start etcd "$bin/etcd" --data-dir "$RUN/etcd" --unsafe-no-fsync \
    --listen-client-urls "$client" --advertise-client-urls "$client" \
    --listen-peer-urls "$peer" --initial-advertise-peer-urls "$peer" --initial-cluster "default=$peer"
  wait_for etcd 'healthy' answers "$client/health"
}

start_apiserver() {
  local pki=$RUN/pki
  start kube-apiserver "$bin/kube-apiserver" \
    --etcd-servers="http://127.0.0.1:$etcd_port" \
    --bind-address=127.0.0.1 --advertise-address=127.0.0.1 --secure-port="$api_port" \
    --tls-cert-file="$pki/apiserver.crt" --tls-private-key-file="$pki/apiserver.key" --client-ca-file="$pki/ca.crt" \
    --service-account-issuer=https://kubernetes.default.svc \
    --service-account-signing-key-file="$pki/sa.key" --service-account-key-file="$pki/sa.pub" \
    --service-cluster-ip-range=10.0.0.0/24 --authorization-mode=Node,RBAC \
    --enable-admission-plugins=NodeRestriction --allow-privileged=true \
    --endpoint-reconciler-type=none --profiling=false
  wait_for kube-apiserver '/readyz' api_ready
}

start_controllers() {
  local pki=$RUN/pki
  # A slow machine must not turn the fake node NotReady, hence the long grace period.
  start kube-controller-manager "$bin/kube-controller-manager" \
    --kubeconfig="$pki/controller-manager.kubeconfig" \
    --authentication-kubeconfig="$pki/controller-manager.kubeconfig" \
    --authorization-kubeconfig="$pki/controller-manager.kubeconfig" --authentication-skip-lookup=true \
    --bind-address=127.0.0.1 --secure-port="$controllers_port" --leader-elect=false \
    --use-service-account-credentials=true --service-account-private-key-file="$pki/sa.key" \
    --root-ca-file="$pki/ca.crt" --cluster-signing-cert-file="$pki/ca.crt" --cluster-signing-key-file="$pki/ca.key" \
    --controllers=*,-nodeipam,-cloud-node-lifecycle,-service-lb-controller,-node-route-controller \
    --node-monitor-grace-period=24h --pvclaimbinder-sync-period=1s
  start kube-scheduler "$bin/kube-scheduler" \
    --kubeconfig="$pki/scheduler.kubeconfig" --authentication-kubeconfig="$pki/scheduler.kubeconfig" \
    --authorization-kubeconfig="$pki/scheduler.kubeconfig" --authentication-skip-lookup=true \
    --bind-address=127.0.0.1 --secure-port="$scheduler_port" --leader-elect=false
}

# kwok knows nothing by itself: its stages are read from the module that the binary was built from.
kwok_stages() {
  local stages file
  stages=$(module_dir "$(module_of sigs.k8s.io/kwok)")/kustomize/stage
  for file in node/fast/node-initialize pod/fast/pod-ready pod/fast/pod-complete pod/fast/pod-delete; do
    printf -- '---\n'
    cat "$stages/$file.yaml"
  done
}

start_node() {
  kwok_stages >"$RUN/kwok-stages.yaml"
  # Pods get loopback addresses: what asks them for something is refused at once, whatever network is around.
  # Without leases: with them the node was seen to flap between Ready and NotReady.
  start kwok "$bin/kwok" --kubeconfig="$RUN/pki/admin.kubeconfig" --config="$RUN/kwok-stages.yaml" \
    --manage-all-nodes=true --node-ip=127.0.0.1 --cidr=127.77.0.0/16 --node-lease-duration-seconds=0
  kc create -f "$here/node.yaml" >/dev/null
  if ((${#labels[@]})); then kc label node node-0 "${labels[@]}" >/dev/null; fi
}

# install_crds MODULE@VERSION DIR [CHECKSUM]: all the CRDs in a directory of a module (it may hold a kustomization.yaml as well).
install_crds() {
  local module file args=()
  module=$(module_dir "$1" "${3:-}")
  for file in "$module/$2"/*.yaml; do
    [[ ${file##*/} == kustomization.yaml ]] || args+=(-f "$file")
  done
  # Server-side: some are larger than the annotation of a client-side apply may be.
  kc apply --server-side "${args[@]}" >/dev/null
  wait_for kube-apiserver "CRDs of $1" kc wait --for=condition=Established "${args[@]}" --timeout=5s
}

start_eso() {
  install_crds "$ESO_MODULE@$ESO_VERSION" config/crds/bases
  start external-secrets env KUBECONFIG="$RUN/pki/admin.kubeconfig" "$eso_bin/external-secrets" \
    --enable-leader-election=false --metrics-addr="127.0.0.1:$eso_metrics_port" --live-addr="127.0.0.1:$eso_live_port"
  wait_for external-secrets '/healthz' answers "http://127.0.0.1:$eso_live_port/healthz"
}

install_other_crds() {
  install_crds "$GATEWAY_API" config/crd/standard
  install_crds "$PROMETHEUS_OPERATOR" example/prometheus-operator-crd "$PROMETHEUS_OPERATOR_SUM"
}

# module_of PATH: MODULE@VERSION as pinned in ctl/go.mod.
module_of() {
  awk -v path="$1" '$1 == path && $2 ~ /^v/ { print path "@" $2; exit }' "$here/ctl/go.mod"
}

up() {
  local labels=() eso='' crds='' bin eso_bin=''
  while (($#)); do
    case $1 in
      --label) labels+=("${2:?--label needs KEY=VALUE}") && shift ;;
      --eso) eso=yes ;;
      --crds) crds=yes ;;
      *) usage ;;
    esac
    shift
  done
  need go node openssl curl setsid "${KUBECTL:-kubectl}"
  [[ ! -e $RUN/pids ]] || die "$RUN is in use; run: cluster.sh down $RUN"
  bin=$("$here/build.sh")
  if [[ $eso ]]; then eso_bin=$("$here/build-eso.sh"); fi

  rm -rf "$RUN"/{env,etcd,kwok-stages.yaml,logs,pki}
  mkdir -p "$RUN/logs"
  trap 'down; say "nothing is left running; the logs are in $RUN/logs"' EXIT
  local api_port etcd_port etcd_peer_port controllers_port scheduler_port eso_metrics_port eso_live_port
  {
    read -r api_port && read -r etcd_port && read -r etcd_peer_port
    read -r controllers_port && read -r scheduler_port
    read -r eso_metrics_port && read -r eso_live_port
  } < <(free_ports 7)

  "$here/pki.sh" "$RUN/pki" "$api_port"
  start_etcd
  start_apiserver
  start_controllers
  start_node

  wait_for kube-controller-manager '/healthz' answers "https://127.0.0.1:$controllers_port/healthz"
  wait_for kube-scheduler '/healthz' answers "https://127.0.0.1:$scheduler_port/healthz"
  wait_for kwok 'the node is Ready' kc wait node/node-0 --for=condition=Ready --timeout=1s
  # Pods are refused until the controller manager has made their namespace's default service account.
  wait_for kube-controller-manager 'default service account' kc -n default get serviceaccount default
  if [[ $eso ]]; then start_eso; fi
  if [[ $crds ]]; then install_other_crds; fi
  printf 'export KUBECONFIG=%q\n' "$RUN/pki/admin.kubeconfig" >"$RUN/env"
  trap - EXIT
  say "cluster is up after $SECONDS s: eval \"\$(${BASH_SOURCE[0]} env $RUN)\""
}

down() {
  stop_all
  rm -rf "$RUN/etcd"
}

(($# >= 2)) || usage
verb=$1
RUN=$(realpath -m "$2")
shift 2
case $verb in
  up) up "$@" ;;
  env) cat "$RUN/env" ;;
  down) down ;;
  *) usage ;;
esac
