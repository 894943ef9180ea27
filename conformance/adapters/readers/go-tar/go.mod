module package-contracts.dev/readers/go-tar

go 1.19
