/** The form of a command that talks to a system. */
import type { Console } from '../console';
import type { CommonOptions } from './options';

/** Resolves with the exit status. Problems that end it are thrown as DiagnosticErrors. */
export type DayTwoRun<Options> = (options: Options & CommonOptions, console: Console) => Promise<number>;
