// Evaluates scripts of Prometheus' own language for tests (promqltest) with the real engine.
//
// usage: promql -test.run Scripts FILE...
package promql

import (
	"flag"
	"os"
	"testing"

	"github.com/prometheus/prometheus/promql/promqltest"
)

func TestScripts(t *testing.T) {
	for _, name := range flag.Args() {
		t.Run(name, func(t *testing.T) {
			script, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			engine := promqltest.NewTestEngine(t, false, 0, promqltest.DefaultMaxSamplesPerQuery)
			promqltest.RunTest(t, string(script), engine)
		})
	}
}
