module package-contracts.dev/readers/go-gzip

go 1.19
