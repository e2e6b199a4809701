#!/bin/sh
# Creates the secrets of names.json that the vault does not hold yet. Existing ones are never touched; nothing is printed.
# Needs az (signed in), jq, openssl; AZURE_KEY_VAULT_NAME comes from the deployment's outputs.
set -eu
vault=${AZURE_KEY_VAULT_NAME:?set AZURE_KEY_VAULT_NAME}
names=$(dirname "$0")/../names.json
umask 077
file=$(mktemp)
trap 'rm -f "$file"' EXIT
existing=$(az keyvault secret list --vault-name "$vault" --query '[].name' --output tsv)
jq -r '.secrets[] | "\(.secret) \(.kind)"' "$names" | while read -r secret kind; do
  if printf '%s\n' "$existing" | grep -qx "$secret"; then continue; fi
  case $kind in
    p256) openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -outform DER | base64 -w0 >"$file" ;;
    bytes32) openssl rand 32 | base64 -w0 >"$file" ;;
    given) echo "waiting for the partner's key: $secret" >&2; continue ;;
    *) echo "names.json: unknown kind $kind of $secret" >&2; exit 1 ;;
  esac
  az keyvault secret set --vault-name "$vault" --name "$secret" --file "$file" --encoding utf-8 --output none
  echo "created $secret"
done
