/** The program that builds images, as it is found on this machine. */
import { accessSync, constants, statSync } from 'node:fs';
import path from 'node:path';
import { DiagnosticError } from '../../diagnostics/diagnostic';
import { ENGINES } from './plan';

/** The first of docker, podman and buildah; or the one that is `wanted`. Throws where there is none. */
export function findEngine(wanted: string | undefined, search: string): string {
  const candidates = wanted === undefined ? ENGINES : [wanted];
  const found = candidates.find((each) => each.includes('/') || isProgram(each, search));
  if (found !== undefined) return found;
  throw new DiagnosticError([
    {
      code: 'SYSTEM_UNREACHABLE',
      severity: 'error',
      message: `${candidates.join(', ')}: not found on this machine.`,
      hint: 'Install one of docker, podman and buildah, or name a program with --engine. --dry-run needs none.',
    },
  ]);
}

/** `search`: as in PATH. */
function isProgram(name: string, search: string): boolean {
  return search.split(path.delimiter).some((folder) => {
    if (folder === '') return false;
    const file = path.join(folder, name);
    try {
      accessSync(file, constants.X_OK);
      return statSync(file).isFile();
    } catch {
      return false;
    }
  });
}
