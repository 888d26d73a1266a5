/** What the container of the hub sees: its variables and files, as a kubelet would bring them in. */
import type { RenderedObject } from '../../output/rendered';

export interface ContainerView {
  /** The container's variables; a secret has a made-up value. */
  readonly environment: Readonly<Record<string, string>>;
  /** Text by absolute path. */
  readonly files: ReadonlyMap<string, Buffer>;
  /** Paths at which something is mounted. */
  readonly mounts: readonly string[];
}

// biome-ignore lint/suspicious/noExplicitAny: objects may hold what a user wrote, of any shape
type Any = any;

export function hubContainerView(objects: readonly RenderedObject[]): ContainerView | undefined {
  const manifests: Any[] = objects.map(({ manifest }) => manifest);
  const deployment = manifests.find(
    ({ kind, spec }) =>
      kind === 'Deployment' && spec?.template?.spec?.containers?.some((each: Any) => each.name === 'hub'),
  );
  if (!deployment) return undefined;
  const pod = deployment.spec.template.spec;
  const container = pod.containers.find(({ name }: Any) => name === 'hub');
  const configMaps = new Map(
    manifests.filter(({ kind }) => kind === 'ConfigMap').map((each) => [each.metadata.name, contents(each)]),
  );
  const files = new Map<string, Buffer>();
  for (const mount of container.volumeMounts ?? []) {
    const volume = pod.volumes?.find(({ name }: Any) => name === mount.name);
    const target = String(mount.mountPath).replace(/\/+$/, '');
    for (const [file, content] of volumeFiles(volume ?? {}, configMaps)) {
      if (mount.subPath === undefined) files.set(`${target}/${file}`, content);
      else if (mount.subPath === file) files.set(target, content);
    }
  }
  return {
    environment: {
      ...serviceLinks(manifests),
      ...environmentOf(container, deployment.metadata.namespace),
    },
    files,
    mounts: (container.volumeMounts ?? []).map(({ mountPath }: Any) => String(mountPath).replace(/\/+$/, '')),
  };
}

function contents({ data = {}, binaryData = {} }: Any): Map<string, Buffer> {
  return new Map([
    ...Object.entries(data).map(([key, text]) => [key, Buffer.from(String(text))] as const),
    ...Object.entries(binaryData).map(([key, text]) => [key, Buffer.from(String(text), 'base64')] as const),
  ]);
}

/** Content by path within the volume. What is not in the output, and secrets, are made up where they are named. */
function volumeFiles(volume: Any, configMaps: ReadonlyMap<string, Map<string, Buffer>>): [string, Buffer][] {
  const sources: Any[] = volume.projected?.sources ?? [volume];
  return sources.flatMap((source): [string, Buffer][] => {
    const { configMap, secret } = source;
    const known = configMap && configMaps.get(configMap.name);
    const items: Any[] | undefined = (configMap ?? secret)?.items;
    if (items) return items.map(({ key, path }) => [path, known?.get(key) ?? Buffer.from(madeUp(key))]);
    return known ? [...known] : [];
  });
}

function environmentOf(container: Any, namespace: string): Record<string, string> {
  const variables = (container.env ?? []).map(({ name, value, valueFrom }: Any) => {
    if (valueFrom === undefined) return [name, String(value ?? '')];
    return [name, valueFrom.fieldRef?.fieldPath === 'metadata.namespace' ? namespace : madeUp(name)];
  });
  return Object.fromEntries(variables);
}

/** What Kubernetes sets for every Service of the namespace; users' code asks for it with get_name_env. */
function serviceLinks(manifests: readonly Any[]): Record<string, string> {
  const links = manifests
    .filter(({ kind, spec }) => kind === 'Service' && spec?.ports?.length > 0)
    .flatMap(({ metadata, spec }) => {
      const name = metadata.name.toUpperCase().replaceAll('-', '_');
      return [
        [`${name}_SERVICE_HOST`, '127.0.0.1'],
        [`${name}_SERVICE_PORT`, String(spec.ports[0].port)],
      ];
    });
  return Object.fromEntries(links);
}

/** 64 hexadecimal digits, which suit a cookie secret and a key alike. Nothing depends on their value. */
function madeUp(name: string): string {
  return Buffer.from(name.padEnd(32, '.')).toString('hex').slice(0, 64);
}
