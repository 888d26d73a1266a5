/** What check_hub.py says of a hub, and what we add. */
import type { JsonObject } from '../../document/json';

export interface Problem {
  readonly severity: 'error' | 'warning';
  readonly message: string;
  /** Class and trait, where the message is about one. */
  readonly section?: string;
  readonly trait?: string;
  /** Slug of the profile that it is about. */
  readonly profile?: string;
}

export interface HubReport {
  readonly problems: readonly Problem[];
  readonly spawns: readonly Spawn[];
}

export interface Spawn {
  readonly user: string;
  /** Slug of the profile; empty where there are none. */
  readonly profile: string;
  /** `image=r` where another choice than the default one was made. */
  readonly choices: string;
  readonly pod?: JsonObject;
  readonly claim?: JsonObject | null;
  readonly error?: string;
}
