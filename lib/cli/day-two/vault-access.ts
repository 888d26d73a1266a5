/** How commands reach the Vault of a hub. */
import { DiagnosticError } from '../../diagnostics/diagnostic';
import { VaultClient } from '../../ops/vault/client';
import type { VaultOptions } from './options';
import { readSecret, readText } from './secret-input';
import type { SelectedHub } from './selected-hub';

/** Asks for the token. `whose`: `a root token of Vault`. */
export async function vaultClient(
  selected: SelectedHub,
  options: VaultOptions,
  whose: string,
): Promise<VaultClient> {
  const { hub } = selected;
  const { vaultAddress, tokenFile, tokenStdin } = options;
  const address = vaultAddress ?? hub.sections.vault?.address ?? process.env['VAULT_ADDR'];
  if (address === undefined) throw noAddress();
  const token = await readSecret({
    file: tokenFile,
    stdin: tokenStdin,
    what: whose,
    options: '--token-stdin or --token-file FILE',
  });
  const ca = vaultAuthority(selected, options);
  return new VaultClient({ address: address.replace(/\/+$/, ''), ca, token });
}

/** PEM; undefined where the system's own authorities are enough. */
export function vaultAuthority({ hub }: SelectedHub, { vaultCa }: VaultOptions): string | undefined {
  const file = vaultCa ?? process.env['VAULT_CACERT'];
  return file === undefined ? hub.sections.vault?.ca?.pem : readText(file);
}

function noAddress(): DiagnosticError {
  return new DiagnosticError([
    {
      code: 'SECRET_MISSING',
      severity: 'error',
      message: 'Where Vault is, is not known.',
      hint: 'Give --vault-address, or write vault.address into the config.',
    },
  ]);
}
