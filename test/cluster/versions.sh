# shellcheck shell=bash disable=SC2034
# What is not in ctl/go.mod: a module that is built on its own.
ESO_MODULE=github.com/external-secrets/external-secrets
ESO_VERSION=v0.20.4
# Modules of which only the definitions of custom resources are read. The public checksum database has nothing on the
# second, so its checksum is here.
GATEWAY_API=sigs.k8s.io/gateway-api@v1.4.0
PROMETHEUS_OPERATOR=github.com/prometheus-operator/prometheus-operator@v0.86.1
PROMETHEUS_OPERATOR_SUM=h1:pHUuiRErcFb3nFDox7RxoxpEN0FyT24GtYOkr2GBu04=
