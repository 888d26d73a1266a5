// Reads a JSON array of base64 documents from stdin and prints, for each, what the readers of the
// Kubernetes world make of it: sigs.k8s.io/yaml (Helm, kubectl; built on go-yaml v2) and go-yaml v3.
package main

import (
	"encoding/json"
	"fmt"
	"os"

	yaml3 "go.yaml.in/yaml/v3"
	"sigs.k8s.io/yaml"
)

type reading struct {
	JSON  string `json:"json"`
	Error string `json:"error"`
}

type readings struct {
	reading
	V3 reading `json:"v3"`
	// The document as Helm would write it again: keys in its order.
	Again string `json:"again"`
}

func main() {
	var documents [][]byte
	if err := json.NewDecoder(os.Stdin).Decode(&documents); err != nil {
		fmt.Fprintln(os.Stderr, "stdin has to be a JSON array of base64 documents:", err)
		os.Exit(2)
	}
	results := make([]readings, len(documents))
	for i, document := range documents {
		results[i] = readings{guard(document, yaml.YAMLToJSON), guard(document, version3), guard(document, again).JSON}
	}
	if err := json.NewEncoder(os.Stdout).Encode(results); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(2)
	}
}

// A reader that panics is an error of that document, not the end of the run.
func guard(document []byte, read func([]byte) ([]byte, error)) (result reading) {
	defer func() {
		if problem := recover(); problem != nil {
			result = reading{Error: fmt.Sprint("panic: ", problem)}
		}
	}()
	text, err := read(document)
	if err != nil {
		return reading{Error: err.Error()}
	}
	return reading{JSON: string(text)}
}

func again(document []byte) ([]byte, error) {
	var value any
	if err := yaml.Unmarshal(document, &value); err != nil {
		return nil, err
	}
	return yaml.Marshal(value)
}

func version3(document []byte) ([]byte, error) {
	var value any
	if err := yaml3.Unmarshal(document, &value); err != nil {
		return nil, err
	}
	return json.Marshal(value)
}
