/** What a command did to another system, or would do. */
export interface Step {
  /** `policy jupyterhub-admin`. */
  readonly what: string;
  /** `limits`: a setting of somebody else that overrides ours. */
  readonly state: 'same' | 'created' | 'updated' | 'missing' | 'different' | 'limits';
  /** What differs, without values that are secret. */
  readonly detail?: string;
}

/** With a dry run nothing is written: what is not there is missing, what is not as planned is different. */
export function stateOf(exists: boolean, same: boolean, dryRun: boolean): Step['state'] {
  if (exists && same) return 'same';
  if (dryRun) return exists ? 'different' : 'missing';
  return exists ? 'updated' : 'created';
}
