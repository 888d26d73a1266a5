/** The folder that an engine is given: what is in images/, and room for the wheel. Gone when the build has ended. */
import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

export async function withContext<T>(images: string, use: (context: string) => Promise<T>): Promise<T> {
  const context = mkdtempSync(path.join(os.tmpdir(), 'hubsynth-images-'));
  try {
    cpSync(images, context, { recursive: true });
    mkdirSync(path.join(context, 'wheels'), { recursive: true });
    return await use(context);
  } finally {
    rmSync(context, { recursive: true, force: true });
  }
}
