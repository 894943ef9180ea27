// Reads the document with encoding/json. 0: read; 10: refused; anything else: it failed.
package main

import (
	"encoding/json"
	"os"
	"runtime"
)

func main() {
	if os.Args[1] == "--version" {
		println(runtime.Version())
		return
	}
	data, err := os.ReadFile(os.Args[1])
	if err != nil {
		panic(err)
	}
	var value any
	if json.Unmarshal(data, &value) != nil {
		os.Exit(10)
	}
}
