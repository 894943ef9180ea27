// Reads in-toto statements with the library of in-toto itself: what is no statement of SLSA provenance by it is said to
// be none, and everything else is written again by it.
package main

import (
	"encoding/json"
	"fmt"
	"os"

	provenance "github.com/in-toto/attestation/go/predicates/provenance/v1"
	statement "github.com/in-toto/attestation/go/v1"
	"google.golang.org/protobuf/encoding/protojson"
)

type answer struct {
	Problem   string          `json:"problem,omitempty"`
	Statement json.RawMessage `json:"statement,omitempty"`
}

func read(text []byte) (json.RawMessage, error) {
	var whole statement.Statement
	// Fields that the format does not know are an error here.
	if err := protojson.Unmarshal(text, &whole); err != nil {
		return nil, err
	}
	if err := whole.Validate(); err != nil {
		return nil, err
	}
	if whole.GetPredicateType() != "https://slsa.dev/provenance/v1" {
		return nil, fmt.Errorf("another predicate")
	}
	inner, err := protojson.Marshal(whole.GetPredicate())
	if err != nil {
		return nil, err
	}
	var predicate provenance.Provenance
	if err := protojson.Unmarshal(inner, &predicate); err != nil {
		return nil, err
	}
	if err := predicate.Validate(); err != nil {
		return nil, err
	}
	return protojson.Marshal(&whole)
}

func main() {
	var statements []json.RawMessage
	if err := json.NewDecoder(os.Stdin).Decode(&statements); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	answers := []answer{}
	for _, text := range statements {
		again, err := read(text)
		if err != nil {
			answers = append(answers, answer{Problem: err.Error()})
		} else {
			answers = append(answers, answer{Statement: again})
		}
	}
	if err := json.NewEncoder(os.Stdout).Encode(answers); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
