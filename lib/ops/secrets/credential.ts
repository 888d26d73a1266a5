/** A secret of a hub: where it is kept, and how it comes to be. Made from the config by lib/features/secrets. */
export interface Credential {
  readonly name: string;
  readonly secret: { readonly name: string; readonly key: string; readonly type: string };
  readonly path: string;
  readonly property: string;
  readonly previous?: string;
  readonly origin: 'random' | 'command' | 'given';
  readonly command?: string;
  readonly effect: string;
}
