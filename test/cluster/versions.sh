# shellcheck shell=bash disable=SC2034
# What is not in ctl/go.mod: a module that is built on its own.
ESO_MODULE=github.com/external-secrets/external-secrets
ESO_VERSION=v0.20.4
