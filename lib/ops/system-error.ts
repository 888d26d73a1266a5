/** What another system answered, in words for people. Never with a header or a body of a request: those hold secrets. */
import { DiagnosticError } from '../diagnostics/diagnostic';

/** It did not answer at all, or not as itself: exit status 3. */
export function unreachable(system: string, address: string, error: unknown): DiagnosticError {
  return new DiagnosticError([
    {
      code: 'SYSTEM_UNREACHABLE',
      severity: 'error',
      message: `${system} at ${address} cannot be reached: ${reason(error)}.`,
      hint: hintFor(error),
    },
  ]);
}

/** It said no: exit status 1. */
export function refused(system: string, what: string, answer: string, hint: string): DiagnosticError {
  return new DiagnosticError([
    { code: 'SYSTEM_REFUSED', severity: 'error', message: `${system} refused ${what}: ${answer}.`, hint },
  ]);
}

/** The code of the innermost error, which says more than the texts around it. */
export function reason(error: unknown): string {
  const codes: string[] = [];
  for (let each: unknown = error; each instanceof Error; each = each.cause) {
    const { code } = each as NodeJS.ErrnoException;
    if (typeof code === 'string') codes.push(code);
    if (each instanceof AggregateError && each.errors[0] instanceof Error) return reason(each.errors[0]);
  }
  const last = codes.at(-1);
  return last ?? (error instanceof Error ? error.name : 'unknown reason');
}

function hintFor(error: unknown): string {
  const code = reason(error);
  if (/CERT|SELF_SIGNED|VERIFY|ALTNAME|ISSUER/.test(code))
    return 'Its certificate is not trusted: name the authority that signed it (for all systems: NODE_EXTRA_CA_CERTS).';
  return 'Is the address right, and can it be reached from here?';
}
