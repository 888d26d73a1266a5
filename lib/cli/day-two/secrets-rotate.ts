/** `hubsynth secrets rotate`. */
import confirm from '@inquirer/confirm';
import { type Diagnostic, DiagnosticError } from '../../diagnostics/diagnostic';
import { rotateSecret } from '../../ops/secrets/rotate';
import { closest } from '../../validation/did-you-mean';
import type { SecretsRotateOptions } from '../commands/secrets';
import { type Console, printJson } from '../console';
import { EXIT } from '../exit-code';
import type { DayTwoRun } from './run';
import { readSecret } from './secret-input';
import { storesOf } from './secret-stores';
import { type SelectedHub, selectedHub } from './selected-hub';

type Credential = SelectedHub['rendered']['credentials'][number];

export const secretsRotate: DayTwoRun<SecretsRotateOptions> = async (options, console) => {
  const selected = selectedHub(options);
  const credential = find(options.secret, selected.rendered.credentials);
  const given = await givenValue(credential, options);
  const { effect, name } = credential;
  console.say(`${name}: ${effect}.`);
  if (!(await agreed(options, console))) return EXIT.no;
  const { store, external } = await storesOf(selected, { ...options, cluster: false });
  await rotateSecret(credential, store, given);
  const counter = (selected.hub.sections.secrets?.rotation?.[name] ?? 0) + 1;
  const next = nextStep(credential, external, counter, selected.hub.namespace);
  if (options.json) printJson({ ok: true, name, place: store.place(credential), effect, next });
  else process.stdout.write(`${store.place(credential)}: replaced.\n${next}\n`);
  return EXIT.done;
};

function find(name: string, credentials: readonly Credential[]): Credential {
  const found = credentials.filter(
    (each) => each.name === name || `${each.name}.${each.secret.key}` === name,
  );
  const [only, ...others] = found;
  if (only === undefined || others.length > 0) throw unknown(name, credentials);
  return only;
}

async function givenValue(
  { origin, command, name }: Credential,
  { value }: SecretsRotateOptions,
): Promise<string | undefined> {
  if (value !== undefined)
    return readSecret({
      file: value,
      stdin: false,
      what: `the value of ${name}`,
      options: '--value',
      lines: true,
    });
  if (origin === 'random') return undefined;
  throw wrong(
    `${name} is not made at random.`,
    origin === 'command'
      ? `Run \`${command}\`, which makes a new one.`
      : 'Give the new one with --value FILE.',
  );
}

async function agreed({ yes, json }: SecretsRotateOptions, console: Console): Promise<boolean> {
  if (yes) return true;
  if (json || !process.stdin.isTTY) {
    console.say('Nothing was changed: nobody can be asked here; say --yes.');
    return false;
  }
  return confirm({ message: 'Replace it?', default: false }, { output: process.stderr });
}

/** The value alone restarts nothing: what reads it has to be told in Git. */
function nextStep(
  { name, secret }: Credential,
  external: boolean,
  counter: number,
  namespace: string,
): string {
  const rotation = `secrets: {rotation: {${/^[A-Za-z]\w*$/.test(name) ? name : JSON.stringify(name)}: ${counter}}}`;
  return external
    ? `Now write ${rotation} into the config and merge it: the operator fetches the value, and exactly the pods that read it start again.`
    : `Now write ${rotation} into the config and merge it, or restart what reads Secret ${secret.name} in ${namespace}.`;
}

function unknown(name: string, credentials: readonly Credential[]): DiagnosticError {
  const names = credentials.map((each) =>
    credentials.some((other) => other !== each && other.name === each.name)
      ? `${each.name}.${each.secret.key}`
      : each.name,
  );
  const near = closest(name, names);
  return wrong(
    `This hub has no secret called ${name}.`,
    `${near === undefined ? '' : `Did you mean ${near}? `}There are ${names.join(', ')}.`,
  );
}

function wrong(message: string, hint: string): DiagnosticError {
  const diagnostic: Diagnostic = { code: 'SECRET_UNKNOWN', severity: 'error', message, hint };
  return new DiagnosticError([diagnostic]);
}
