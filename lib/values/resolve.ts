/**
 * From what a user wrote to the values that the constructs render: joined with the defaults, checked, free of
 * secrets. All problems are found in one go: what fails the schema is set aside and the rest checked on.
 */
import type { Diagnostic } from '../diagnostics/diagnostic';
import type { JsonObject } from '../document/json';
import { type Path, positionAt, showPath, valueAt } from '../document/path';
import { checkSchema, without } from './check';
import { coalesce } from './coalesce';
import { DEFAULTS } from './defaults';
import { evaluateTemplates, type ReleaseName } from './evaluate-templates';
import { joinValues } from './join';
import { hubSecretName } from './names';
import { RULES } from './rules';
import type { Finding, Policy } from './rules/rule';
import type { Values } from './schema/values';
import { type Lifted, liftSecrets } from './secrets';
import { referenceVariables } from './variable-references';

export interface Resolved {
  /** Undefined where the values cannot be rendered at all. */
  readonly values: Values | undefined;
  readonly diagnostics: readonly Diagnostic[];
  /** Secrets that were taken out of the values. */
  readonly lifted: readonly Lifted[];
}

export interface ResolveProps {
  readonly written: JsonObject;
  /** What features ask for, below what the user wrote. */
  readonly features?: JsonObject;
  readonly policy: Policy;
  readonly release: ReleaseName;
  /** Where the values stand in their file: `['jupyterhub']`, or nothing. */
  readonly prefix: Path;
}

export function resolveValues({ written: own, features, policy, release, prefix }: ResolveProps): Resolved {
  const written = features === undefined ? own : joinValues(features, own);
  const diagnostics: Diagnostic[] = [];
  let user = written;
  let effective = coalesce(DEFAULTS, user);
  const schema = checkSchema(effective, written, prefix);
  diagnostics.push(...schema.diagnostics);
  if (schema.bad.length > 0) {
    user = without(user, schema.bad);
    effective = coalesce(DEFAULTS, user);
    if (checkSchema(effective, user, prefix).bad.length > 0)
      return { values: undefined, diagnostics, lifted: [] };
  }
  const values = effective as unknown as Values;
  for (const rule of RULES) {
    for (const finding of rule(values, user, policy))
      diagnostics.push(locate(finding, effective, written, prefix));
  }
  const templates = evaluateTemplates(effective, release);
  for (const finding of templates.findings) diagnostics.push(locate(finding, effective, written, prefix));
  const secretName = hubSecretName(release.name, values);
  const { values: clean, lifted } = liftSecrets(templates.values, secretName);
  for (const each of lifted) diagnostics.push(plaintext(each, policy, secretName, prefix));
  return { values: referenceVariables(clean) as unknown as Values, diagnostics, lifted };
}

function locate(finding: Finding, effective: JsonObject, written: JsonObject, prefix: Path): Diagnostic {
  const { path, ...rest } = finding;
  const position =
    valueAt(written, path) === undefined ? positionAt(effective, path) : positionAt(written, path);
  return { ...rest, path: showPath([...prefix, ...path]), ...(position === undefined ? {} : { position }) };
}

function plaintext(each: Lifted, policy: Policy, secretName: string, prefix: Path): Diagnostic {
  const place =
    each.key === undefined ? 'a Secret of its own type' : `key ${each.key} of the Secret ${secretName}`;
  const reference =
    each.path[0] === 'imagePullSecret'
      ? 'Make the Secret outside of Git and name it in imagePullSecrets'
      : each.path[0] === 'proxy' && each.key === undefined
        ? 'Make the TLS Secret outside of Git and use proxy.https.type: secret'
        : `Keep it in ${place} and write {secret: {name: ${secretName}, key: ${each.key}}}`;
  const path = showPath([...prefix, ...each.path]);
  return {
    code: 'SECRET_PLAINTEXT',
    severity: policy.plaintext,
    message:
      policy.plaintext === 'error'
        ? `${path} holds a secret in plain text, and this file is in Git.`
        : `${path} holds a secret in plain text. It was left out: a reference takes its place.`,
    hint:
      policy.plaintext === 'error'
        ? `${reference}.`
        : `Put it into ${place}; required-secrets.json lists all of them.`,
    path,
    ...(each.position === undefined ? {} : { position: each.position }),
  };
}
