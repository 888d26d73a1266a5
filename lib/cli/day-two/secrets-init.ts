/** `hubsynth secrets init`. */
import { DiagnosticError } from '../../diagnostics/diagnostic';
import { initSecrets, type Outcome } from '../../ops/secrets/init';
import type { SecretsInitOptions } from '../commands/secrets';
import { printJson } from '../console';
import { EXIT } from '../exit-code';
import { plainTable } from '../plain-table';
import type { DayTwoRun } from './run';
import { readSecret } from './secret-input';
import { storesOf } from './secret-stores';
import { selectedHub } from './selected-hub';

export const secretsInit: DayTwoRun<SecretsInitOptions> = async (options, console) => {
  const selected = selectedHub(options);
  const { credentials } = selected.rendered;
  const names = credentials.flatMap(({ name, secret }) => [name, `${name}.${secret.key}`]);
  const given = await valuesFrom(options.fromFile ?? [], names);
  const { store, live, hubSecret } = await storesOf(selected, options);
  console.progress(`looking for ${credentials.length} values`);
  const outcomes = await initSecrets({
    credentials,
    store,
    live,
    hubSecret,
    given,
    dryRun: options.dryRun === true,
  });
  const ok = !outcomes.some(({ state }) => state === 'missing');
  if (options.json) printJson({ ok, secrets: outcomes });
  else show(outcomes);
  if (options.dryRun) console.say('Nothing was written.');
  return ok ? EXIT.done : EXIT.no;
};

/** A document such as a pull secret may have lines; nothing but the last newline is cut off. */
async function valuesFrom(pairs: readonly string[], names: readonly string[]): Promise<Map<string, string>> {
  const values = new Map<string, string>();
  for (const pair of pairs) {
    const [name = '', file = ''] = split(pair);
    if (file === '' || !names.includes(name)) throw unknown(pair, names);
    values.set(
      name,
      await readSecret({
        file,
        stdin: false,
        what: `the value of ${name}`,
        options: '--from-file',
        lines: true,
      }),
    );
  }
  return values;
}

function split(pair: string): [string, string] {
  const at = pair.indexOf('=');
  return at === -1 ? [pair, ''] : [pair.slice(0, at), pair.slice(at + 1)];
}

function unknown(pair: string, names: readonly string[]): DiagnosticError {
  return new DiagnosticError([
    {
      code: 'SECRET_UNKNOWN',
      severity: 'error',
      message: `--from-file ${pair.split('=')[0]}: this hub has no secret of that name, or no file is named.`,
      hint: `Write NAME=FILE; there are ${names.join(', ')}.`,
    },
  ]);
}

function show(outcomes: readonly Outcome[]): void {
  const rows = outcomes.map(({ state, name, place, detail = '' }) => [state, name, place, detail]);
  process.stdout.write(`${plainTable(rows)}\n`);
}
