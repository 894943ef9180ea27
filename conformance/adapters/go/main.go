// Speaks package-contracts-adapter/1 and judges strict-json@1 with encoding/json, to the level verdict.
package main

import (
	"bytes"
	"encoding/json"
	"io"
	"math"
	"os"
	"runtime"
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

const (
	contract   = "strict-json@1"
	maxSize    = 16 * 1024 * 1024
	maxNesting = 64
	maxInteger = 1<<53 - 1
)

type object = map[string]any

func main() {
	questions, answers := json.NewDecoder(os.Stdin), json.NewEncoder(os.Stdout)
	for {
		var asked struct {
			ID                           int
			Op, Contract, Profile, Input string
		}
		if questions.Decode(&asked) != nil || asked.Op == "shutdown" {
			return
		}
		reply := object{"unsupported": "this adapter judges " + contract + ", and nothing else"}
		if asked.Op == "describe" {
			can := object{contract: object{"roles": []string{"consumer"}, "level": "verdict", "unsupported": []string{}}}
			reply = object{"result": object{"protocol": "package-contracts-adapter/1",
				"name": "go-encoding-json", "version": runtime.Version(), "contracts": can}}
		} else if asked.Op == "validate" && asked.Contract == contract {
			reply = validate(asked.Input, asked.Profile == "hardened")
		}
		reply["id"] = asked.ID
		if answers.Encode(reply) != nil {
			return
		}
	}
}

func validate(path string, hardened bool) object {
	file, err := os.Open(path)
	if err != nil {
		return object{"error": "the input cannot be opened"}
	}
	defer file.Close()
	data, err := io.ReadAll(io.LimitReader(file, maxSize+1))
	if err != nil {
		return object{"error": "the input cannot be read"}
	}
	isText := len(data) <= maxSize && utf8.Valid(data) && !bytes.HasPrefix(data, []byte("\ufeff"))
	// Valid knows the grammar, and that one value is all; only what it lets pass is looked at token by token.
	return object{"result": object{"valid": isText && json.Valid(data) && areValuesStrict(data, hardened)}}
}

// An array or object that is being read: an object has names, and its tokens are names and values by turns.
type level struct {
	names   map[string]bool
	atValue bool
}

func areValuesStrict(data []byte, hardened bool) bool {
	tokens, open := json.NewDecoder(bytes.NewReader(data)), []level{{}}
	tokens.UseNumber()
	for {
		before := tokens.InputOffset()
		token, err := tokens.Token()
		if err != nil {
			return err == io.EOF
		}
		if token == json.Delim('}') || token == json.Delim(']') {
			open = open[:len(open)-1]
			continue
		}
		inner := &open[len(open)-1]
		isName := inner.names != nil && !inner.atValue
		inner.atValue = isName
		switch value := token.(type) {
		case json.Delim:
			if len(open) > maxNesting {
				return false
			}
			opened := level{}
			if value == '{' {
				opened.names = map[string]bool{}
			}
			open = append(open, opened)
		case json.Number:
			if hardened && !isExact(value.String()) {
				return false
			}
		case string:
			if hardened && (isName && inner.names[value] || hasLoneSurrogate(data[before:tokens.InputOffset()])) {
				return false
			}
			if isName {
				inner.names[value] = true
			}
		}
	}
}

// Whether a double holds the number: an integer within ±(2^53 - 1), any other neither as infinite nor as zero.
func isExact(text string) bool {
	mantissa, exponent, _ := strings.Cut(strings.ToLower(text), "e")
	whole, fraction, _ := strings.Cut(mantissa, ".")
	digits := strings.TrimLeft(whole+fraction, "-0")
	// ParseFloat reads an exponent up to its fifth digit alone: with the point ahead of all digits, it needs no more.
	power, _ := strconv.ParseInt(exponent, 10, 32)
	value, _ := strconv.ParseFloat("0."+digits+"e"+strconv.FormatInt(power+int64(len(digits)-len(fraction)), 10), 64)
	isHeld := !math.IsInf(value, 0) && (value != 0 || digits == "")
	return isHeld && (value <= maxInteger || strings.ContainsAny(text, ".eE"))
}

// The decoder puts U+FFFD in the place of half a pair, so that the token is looked at as it is written.
func hasLoneSurrogate(raw []byte) bool {
	for i := 0; i < len(raw); i++ {
		if raw[i] != '\\' {
			continue
		}
		first := escapedAt(raw, i)
		if !utf16.IsSurrogate(first) {
			i++
		} else if utf16.DecodeRune(first, escapedAt(raw, i+6)) == utf8.RuneError {
			return true
		} else {
			i += 11
		}
	}
	return false
}

func escapedAt(raw []byte, i int) rune {
	if i+6 > len(raw) || raw[i] != '\\' || raw[i+1] != 'u' {
		return 0
	}
	value, _ := strconv.ParseUint(string(raw[i+2:i+6]), 16, 16)
	return rune(value)
}
