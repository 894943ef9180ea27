module package-contracts.dev/readers/go-yaml

go 1.19

require go.yaml.in/yaml/v3 v3.0.4
