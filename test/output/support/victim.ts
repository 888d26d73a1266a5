/** Starts the publishing process that is to die, compiled once. */
import { spawn, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { buildSync } from 'esbuild';
import type { Orders } from './publisher';

export class Victim {
  readonly #program: string;
  readonly #orders: string;

  constructor(directory: string) {
    this.#program = path.join(directory, 'publisher.js');
    this.#orders = path.join(directory, 'orders.json');
    const entryPoints = [path.join(__dirname, 'publisher.ts')];
    buildSync({
      entryPoints,
      outfile: this.#program,
      bundle: true,
      platform: 'node',
      format: 'cjs',
      logLevel: 'error',
    });
  }

  /** Runs until it ends or dies at the step; gives the number of steps if it came to its end. */
  run(orders: Orders, step = 0, manner: 'before' | 'torn' = 'before'): number | undefined {
    fs.writeFileSync(this.#orders, JSON.stringify(orders));
    const { signal, status, stdout, stderr } = spawnSync(process.execPath, [
      this.#program,
      this.#orders,
      `${step}`,
      manner,
    ]);
    if (signal === 'SIGKILL') return undefined;
    if (status !== 0) throw new Error(stderr.toString());
    return Number(stdout.toString());
  }

  /** Kills it from outside after a while. */
  async killAfter(orders: Orders, milliseconds: number): Promise<void> {
    fs.writeFileSync(this.#orders, JSON.stringify(orders));
    const child = spawn(process.execPath, [this.#program, this.#orders], {
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let errors = '';
    child.stderr.on('data', (text) => {
      errors += text;
    });
    const ended = new Promise<string | null>((resolve) => child.once('exit', (_, signal) => resolve(signal)));
    await new Promise((resolve) => setTimeout(resolve, milliseconds));
    child.kill('SIGKILL');
    if ((await ended) !== 'SIGKILL') throw new Error(`it ended by itself: ${errors}`);
  }
}
