// Reads the document with go.yaml.in/yaml/v3. 0: read; 10: refused; anything else: it failed.
package main

import (
	"os"
	"runtime/debug"

	"go.yaml.in/yaml/v3"
)

func main() {
	if os.Args[1] == "--version" {
		built, _ := debug.ReadBuildInfo()
		println(built.Deps[0].Version)
		return
	}
	data, err := os.ReadFile(os.Args[1])
	if err != nil {
		panic(err)
	}
	var value any
	if yaml.Unmarshal(data, &value) != nil {
		os.Exit(10)
	}
}
