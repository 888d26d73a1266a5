/** How every command ends (design section 8). */
export const EXIT = {
  done: 0,
  /** The answer is no: stale, a limit passed, a check failed. */
  no: 1,
  /** The input is wrong; diagnostics say where. */
  input: 2,
  /** A system could not be reached. */
  unreachable: 3,
  /** The program itself is at fault (EX_SOFTWARE). */
  fault: 70,
} as const;
