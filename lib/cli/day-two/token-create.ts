/** `hubsynth token create`. */
import { writeFileSync } from 'node:fs';
import { DiagnosticError } from '../../diagnostics/diagnostic';
import { seconds } from '../../document/duration';
import { makeUserToken } from '../../ops/hub-api/user-token';
import type { TokenCreateOptions } from '../commands/token';
import { printJson } from '../console';
import { EXIT } from '../exit-code';
import { hubApi } from './hub-access';
import type { DayTwoRun } from './run';
import { selectedHub } from './selected-hub';

const SELF =
  'With --self this token can do all that its user may, and make other tokens that never end: revoking this one does not revoke those.';

export const tokenCreate: DayTwoRun<TokenCreateOptions> = async (options, console) => {
  const { user, note, self = false, allowAdmin = false, tokenOut, json } = options;
  const expiresIn = seconds(options.expires) ?? 0;
  if (expiresIn < 60)
    throw new DiagnosticError([
      {
        code: 'SCHEMA_FORMAT',
        severity: 'error',
        message: `--expires ${options.expires} is no duration of a minute or more.`,
        hint: 'Such as 12h, or 90d.',
      },
    ]);
  const selected = selectedHub(options);
  const api = await hubApi(selected, options);
  if (self) console.say(`Warning: ${SELF}`);
  console.progress(`asking JupyterHub at ${api.address}`);
  const { token, ...made } = await makeUserToken(api, { user, expiresIn, note, self, allowAdmin });
  // Never over a file that is there, and readable to its owner only.
  if (tokenOut !== undefined) writeFileSync(tokenOut, `${token}\n`, { mode: 0o600, flag: 'wx' });
  const shown = tokenOut === undefined ? { token } : { file: tokenOut };
  if (json) printJson({ ok: true, user, ...made, ...shown });
  else {
    const replaced = made.revoked === 0 ? '' : ` It replaces ${made.revoked} with the same note.`;
    console.say(
      `${made.created ? `User ${user} was made. ` : ''}A token until ${made.expires} with ${made.scopes.join(', ')}.${replaced}`,
    );
    process.stdout.write(tokenOut === undefined ? `${token}\n` : '');
  }
  return EXIT.done;
};
