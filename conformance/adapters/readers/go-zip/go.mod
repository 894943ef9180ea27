module package-contracts.dev/readers/go-zip

go 1.19
