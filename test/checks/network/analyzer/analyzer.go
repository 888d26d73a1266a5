//go:build tools

// Package analyzer pins the program.
package analyzer

import _ "github.com/np-guard/netpol-analyzer/cmd/netpolicy"
