module package-contracts.dev/readers/go-json

go 1.19
