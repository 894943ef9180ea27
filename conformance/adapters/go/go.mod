module package-contracts.dev/conformance/adapters/go

go 1.19
