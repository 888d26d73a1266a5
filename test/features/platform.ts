/** The config of a platform with everything that talks to other systems; more lines may follow. */
export const LOGIN =
  'login: { keycloak: { url: https://auth.example.com, realm: r, clientId: jh, allow: { all: true } } }\n';
export const SECRETS = 'secrets: {}\n';
export const VAULT = 'vault: { address: https://vault.example.com }\n';

export function config(...sections: string[]): string {
  return `name: lab\nhost: lab.example.com\n${sections.join('')}`;
}
