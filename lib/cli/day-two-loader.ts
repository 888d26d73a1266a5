/** Runs a command that talks to a system, from a bundle of its own (scripts/build.mjs). */
import { createRequire } from 'node:module';
import path from 'node:path';
import type { RunCommand } from './day-two/commands';

/** Sets the exit status when the command has ended. */
export async function runDayTwo(...args: Parameters<RunCommand>): Promise<void> {
  const load = createRequire(path.join(__dirname, 'cli.js'));
  const { runCommand } = load('./day-two.js') as { runCommand: RunCommand };
  process.exitCode = await runCommand(...args);
}
