/** Runs a program of somebody else to its end, and passes signals on, so that we can clean up after it. */
import { spawn } from 'node:child_process';
import { unreachable } from '../system-error';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** What it says goes to stderr: stdout is for the answer. Resolves with its status; 128 and more for a signal. */
export function runProgram([program = '', ...args]: readonly string[]): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { stdio: ['ignore', 2, 2] });
    const pass = (signal: NodeJS.Signals) => child.kill(signal);
    for (const each of SIGNALS) process.on(each, pass);
    const done = () => {
      for (const each of SIGNALS) process.off(each, pass);
    };
    child.on('error', (error) => {
      done();
      reject(unreachable(program, 'this machine', error));
    });
    child.on('close', (status) => {
      done();
      resolve(status ?? 130);
    });
  });
}
