import { isObject } from '../../document/json';
import type { QuirkNote } from './quirk';

export const q25: QuirkNote = {
  id: 'Q-25',
  decision: 'kept',
  chartDoes: 'The default authenticator lets anybody in under any name, without a password.',
  weDo: 'Kept for trying things out, with a warning at each build.',
  occurs: ({ hub }) => {
    const { authenticator_class: chosen } = hub.config.JupyterHub;
    const dummy = hub.config['DummyAuthenticator'];
    const password = isObject(dummy) ? dummy['password'] : undefined;
    return chosen === 'dummy' && !password && Object.keys(hub.extraConfig ?? {}).length === 0
      ? ['hub', 'config', 'JupyterHub', 'authenticator_class']
      : undefined;
  },
};
