import { httpsMode } from '../https';
import { type Rule, refuse } from './rule';

/** What each way to HTTPS needs (B-41). */
export const https: Rule = ({ proxy }) => {
  const mode = httpsMode(proxy);
  const { letsencrypt, manual } = proxy.https;
  if (mode === 'letsencrypt' && !letsencrypt?.contactEmail) {
    return [
      refuse(
        'VALUES_MISSING',
        ['proxy', 'https', 'letsencrypt', 'contactEmail'],
        "Certificates from Let's Encrypt need a contact address.",
        'Set proxy.https.letsencrypt.contactEmail.',
      ),
    ];
  }
  if (mode !== 'manual') return [];
  return (['cert', 'key'] as const)
    .filter((key) => !manual?.[key])
    .map((key) =>
      refuse(
        'VALUES_MISSING',
        ['proxy', 'https', 'manual', key],
        `HTTPS of type manual needs ${key === 'key' ? 'a private key' : 'a certificate'}.`,
        'Set it, or use type secret with the name of a TLS Secret.',
      ),
    );
};
