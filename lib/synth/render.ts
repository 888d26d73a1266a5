/** From a bare values file to the objects that the chart would give. */
import { App, Chart } from 'cdk8s';
import type { Violation } from '../checks/kubernetes';
import { JupyterHub } from '../constructs/jupyter-hub';
import { renderedObjects } from '../constructs/rendered-objects';
import type { Diagnostic } from '../diagnostics/diagnostic';
import type { JsonObject } from '../document/json';
import { showPath } from '../document/path';
import { readMap } from '../document/source';
import type { RenderedFolder, RenderedObject } from '../output/rendered';
import { overlay } from '../values/coalesce';
import { type Resolved, resolveValues } from '../values/resolve';
import type { Policy } from '../values/rules/rule';
import { compareWithEarlier } from './earlier-output';
import { checkObjects, type KubernetesCheck } from './kubernetes-check';
import { checkParts } from './parts-check';
import { lastOfEach } from './same-name';
import { checkSecrets } from './secret-check';

export interface RenderProps {
  /** Values files, later ones above earlier ones. */
  readonly files: readonly string[];
  readonly nameOf: (file: string) => string;
  readonly release: { readonly name: string; readonly namespace: string };
  /** Refuse what the chart would accept and ignore. */
  readonly strict: boolean;
  /** Do right what the chart does wrong. */
  readonly fixed: boolean;
  /** The output of an earlier rendering, if this one is to be compared with it. */
  readonly out?: string;
}

export interface Rendering {
  readonly folder: RenderedFolder | undefined;
  readonly diagnostics: readonly Diagnostic[];
}

export function renderValues({ files, nameOf, release, strict, fixed, out }: RenderProps): Rendering {
  const diagnostics: Diagnostic[] = [];
  let written: JsonObject = {};
  let readable = true;
  files.forEach((file, index) => {
    const read = readMap({ file, name: nameOf(file), strict: false, mayBeEmpty: true });
    diagnostics.push(
      ...read.diagnostics.map((each): Diagnostic => (strict ? { ...each, severity: 'error' } : each)),
    );
    readable &&= read.data !== undefined;
    written = index === 0 ? (read.data ?? {}) : overlay(written, read.data ?? {});
  });
  if (!readable) return { folder: undefined, diagnostics };
  const behaviour = fixed ? 'fixed' : 'chart';
  const policy: Policy = { behaviour, lenient: !strict, plaintext: 'warning' };
  const resolved = resolveValues({ written, policy, release, prefix: [] });
  const last = files[files.length - 1] ?? '';
  const otherwise = { file: nameOf(last), line: 1, column: 1 };
  diagnostics.push(...resolved.diagnostics.map((each) => ({ position: otherwise, ...each })));
  if (resolved.values === undefined) return { folder: undefined, diagnostics };
  const chart = new Chart(new App(), 'hub', { disableResourceNameHashes: true });
  const hub = new JupyterHub(chart, 'jupyterhub', {
    release: { ...release, behaviour },
    values: resolved.values,
  });
  // Helm would install both; with --fixed and --strict it is an error, as in a config. Two budgets are a quirk.
  const unique = lastOfEach(renderedObjects(chart, ''), (kind) =>
    fixed || (strict && kind !== 'PodDisruptionBudget') ? 'error' : 'warning',
  );
  const { objects } = unique;
  diagnostics.push(...unique.diagnostics.map((each) => ({ position: otherwise, ...each })));
  const check: KubernetesCheck = { oldest: undefined, severity: strict ? 'error' : 'warning', otherwise };
  diagnostics.push(...checkObjects(objects, { ...check, isQuirk: isPullerName }));
  diagnostics.push(...checkParts(resolved.values, [], diagnostics, check));
  diagnostics.push(...checkSecrets(objects, { severity: 'warning', written, otherwise }));
  if (out !== undefined) {
    const severity = strict ? 'error' : 'warning';
    const place = {
      out,
      severity,
      migrations: [],
      wantsBaseline: false,
      written,
      prefix: [],
      otherwise,
    } as const;
    diagnostics.push(...compareWithEarlier({ folder: '', objects }, place));
  }
  const secrets = `${JSON.stringify(
    hub.requiredSecrets.map((each) => withOrigin(each, resolved)),
    null,
    2,
  )}\n`;
  const folder: RenderedFolder = {
    folder: '',
    cluster: 'default',
    source: baseName(last),
    objects,
    extraFiles: [['required-secrets.json', secrets]],
  };
  return { folder, diagnostics };
}

/** Names of puller containers are made from keys of the user as they are. */
function isPullerName({ component }: RenderedObject, { path }: Violation): boolean {
  return component === 'image-puller' && path.includes('initContainers') && path[path.length - 1] === 'name';
}

function baseName(file: string): string {
  return file.split(/[\\/]/).pop() ?? file;
}

/** For each key of a Secret where its value was, or that the chart would have made one up. */
function withOrigin<T extends { name: string; keys: readonly string[] }>(secret: T, { lifted }: Resolved) {
  const origin = Object.fromEntries(
    secret.keys.map((key) => {
      const found = lifted.find((each) => each.key === key);
      if (!found) return [key, 'made once, kept outside of Git'];
      // The file's own name: the output must not tell where somebody keeps it.
      const where = found.position ? `${baseName(found.position.file)}:${found.position.line} ` : '';
      return [key, `${where}${showPath(found.path)}`];
    }),
  );
  return { ...secret, origin };
}
