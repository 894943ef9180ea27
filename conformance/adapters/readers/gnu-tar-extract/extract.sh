# Unpacks into a folder that goes away again. The exit code is that of tar.
folder=$(mktemp -d) || exit 70
trap 'rm -rf "$folder"' EXIT
tar -xf "$1" -C "$folder"
