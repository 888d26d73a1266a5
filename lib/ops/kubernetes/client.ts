/** The cluster of a hub, through the kubeconfig of whoever runs the command. */
import { CoreV1Api, KubeConfig } from '@kubernetes/client-node';
import { DiagnosticError } from '../../diagnostics/diagnostic';
import { refused, unreachable } from '../system-error';

export interface ClusterAccess {
  /** Undefined: the usual places. */
  readonly kubeconfig: string | undefined;
  readonly context: string | undefined;
}

export type SecretData = Readonly<Record<string, string>>;

export class ClusterClient {
  readonly address: string;
  /** For what is not written out here, with `call` around it. */
  readonly core: CoreV1Api;

  constructor({ kubeconfig, context }: ClusterAccess) {
    const config = new KubeConfig();
    try {
      if (kubeconfig === undefined) config.loadFromDefault();
      else config.loadFromFile(kubeconfig);
      if (context !== undefined) config.setCurrentContext(context);
      this.core = config.makeApiClient(CoreV1Api);
    } catch {
      // Its own message would repeat parts of the file, which holds credentials.
      throw noCluster(kubeconfig);
    }
    this.address = config.getCurrentCluster()?.server ?? 'no cluster';
  }

  /** Texts by key; undefined where there is no such Secret. */
  async secret(namespace: string, name: string): Promise<SecretData | undefined> {
    const found = await this.call(`GET secret ${namespace}/${name}`, () =>
      this.core.readNamespacedSecret({ namespace, name }),
    );
    if (found === undefined) return undefined;
    return Object.fromEntries(
      Object.entries(found.data ?? {}).map(([key, value]) => [
        key,
        Buffer.from(value, 'base64').toString('utf8'),
      ]),
    );
  }

  /** Adds keys, or replaces them; the Secret is made where it is missing. */
  async writeSecret(namespace: string, name: string, type: string, data: SecretData): Promise<void> {
    const encoded = Object.fromEntries(
      Object.entries(data).map(([key, value]) => [key, Buffer.from(value, 'utf8').toString('base64')]),
    );
    const known = await this.call(`GET secret ${namespace}/${name}`, () =>
      this.core.readNamespacedSecret({ namespace, name }),
    );
    if (known === undefined) {
      const labels = { 'app.kubernetes.io/managed-by': 'hubsynth' };
      const body = { metadata: { name, namespace, labels }, type, data: encoded };
      await this.call(`POST secret ${namespace}/${name}`, () =>
        this.core.createNamespacedSecret({ namespace, body }),
      );
      return;
    }
    // The version that was read goes along: a change in between is refused, not lost.
    const body = { ...known, data: { ...known.data, ...encoded } };
    await this.call(`PUT secret ${namespace}/${name}`, () =>
      this.core.replaceNamespacedSecret({ namespace, name, body }),
    );
  }

  /** Undefined for 404. `what` for messages: `GET secret jupyter/hub`. */
  async call<T>(what: string, call: () => Promise<T>): Promise<T | undefined> {
    try {
      return await call();
    } catch (error) {
      const status = (error as { code?: unknown }).code;
      if (status === 404 && /^(GET|DELETE)/.test(what)) return undefined;
      if (typeof status !== 'number' || status >= 500) throw unreachable('Kubernetes', this.address, error);
      throw refused(
        'Kubernetes',
        what,
        `HTTP ${status} ${messageOf(error)}`,
        'May this account do that, in this namespace?',
      );
    }
  }
}

/** What the server says, without the object that it was sent. */
function messageOf(error: unknown): string {
  const { body } = error as { body?: unknown };
  try {
    const { reason } = JSON.parse(String(body)) as { reason?: unknown };
    return typeof reason === 'string' ? reason : '';
  } catch {
    return '';
  }
}

function noCluster(kubeconfig: string | undefined): DiagnosticError {
  return new DiagnosticError([
    {
      code: 'SECRET_MISSING',
      severity: 'error',
      message: `${kubeconfig ?? 'The kubeconfig'} cannot be read, or has no such context.`,
      hint: 'Give --kubeconfig and --context.',
    },
  ]);
}
