/** How commands reach the API of a hub, and where its admin token is: a file, the cluster, or Vault. */
import { DiagnosticError } from '../../diagnostics/diagnostic';
import { ADMIN_SERVICE_TOKEN } from '../../features/admin-service/admin-service';
import { hubAddress } from '../../features/login/login';
import { HubApi } from '../../ops/hub-api/client';
import { ClusterClient } from '../../ops/kubernetes/client';
import { VaultStore } from '../../ops/secrets/store';
import type { HubOptions } from './options';
import { readSecret, readText } from './secret-input';
import type { SelectedHub } from './selected-hub';
import { vaultClient } from './vault-access';

export async function hubApi(selected: SelectedHub, options: HubOptions): Promise<HubApi> {
  const address = addressOf(selected, options);
  const token = await adminToken(selected, options);
  return new HubApi({
    address,
    token,
    ca: options.hubCa === undefined ? undefined : readText(options.hubCa),
  });
}

/** Ends with a slash. The token goes there: not without TLS, but on this machine. */
function addressOf({ hub }: SelectedHub, { hubUrl }: HubOptions): string {
  const address = hubUrl ?? hubAddress(hub);
  const url = URL.canParse(address) ? new URL(address) : undefined;
  const isLocal = ['localhost', '127.0.0.1', '[::1]'].includes(url?.hostname ?? '');
  if (url?.protocol === 'https:' || (url?.protocol === 'http:' && isLocal))
    return address.replace(/\/*$/, '/');
  throw problem(
    `${address} is no address to send a token to.`,
    'Give one that begins with https:// as --hub-url; http:// only for this machine, such as a port-forward.',
  );
}

async function adminToken(selected: SelectedHub, options: HubOptions): Promise<string> {
  const { tokenFile: file, tokenStdin: stdin, vaultTokenFile } = options;
  if (file !== undefined || stdin === true)
    return readSecret({
      file,
      stdin,
      what: 'the token of admin-service',
      options: '--token-file FILE or --token-stdin',
    });
  if (selected.hub.sections.adminService === undefined)
    throw problem(
      `${selected.hub.name} has no section adminService, so no token is known that may do this.`,
      'Add adminService: {} to the config, or give a token of the hub with --token-file.',
    );
  const found =
    vaultTokenFile === undefined
      ? await fromCluster(selected, options)
      : await fromVault(selected, { ...options, tokenFile: vaultTokenFile });
  if (found !== undefined) return found;
  throw problem(
    `The token of admin-service is not in ${vaultTokenFile === undefined ? `Secret ${ADMIN_SERVICE_TOKEN.name}` : 'Vault'}.`,
    'hubsynth secrets init makes one; hubsynth secrets check says where it is missing.',
  );
}

async function fromCluster({ hub }: SelectedHub, options: HubOptions): Promise<string | undefined> {
  const { kubeconfig, context } = options;
  const data = await new ClusterClient({ kubeconfig, context }).secret(
    hub.namespace,
    ADMIN_SERVICE_TOKEN.name,
  );
  return data?.[ADMIN_SERVICE_TOKEN.key];
}

async function fromVault(selected: SelectedHub, options: HubOptions): Promise<string | undefined> {
  const place = selected.rendered.credentials.find(({ secret }) => secret.name === ADMIN_SERVICE_TOKEN.name);
  if (place === undefined)
    throw problem(
      'The token of admin-service is not in Vault: the hub has no section secrets.',
      'Give it with --token-file.',
    );
  const vault = await vaultClient(selected, options, 'a token of Vault');
  const store = new VaultStore(vault, selected.hub.sections.secrets?.store?.mount ?? 'secret');
  return (await store.read(place))?.current;
}

function problem(message: string, hint: string): DiagnosticError {
  return new DiagnosticError([{ code: 'SECRET_MISSING', severity: 'error', message, hint }]);
}
