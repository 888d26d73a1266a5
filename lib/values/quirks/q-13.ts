import { isObject } from '../../document/json';
import type { QuirkNote } from './quirk';

/** What the chart's schema takes for fields of one service where the names of services stand. */
const FIELDS = ['name', 'admin', 'command', 'url', 'api_token', 'apiToken'];

export const q13: QuirkNote = {
  id: 'Q-13',
  decision: 'fixed',
  chartDoes: 'A service called url, name, admin, command, api_token or apiToken is refused.',
  weDo: 'A service may have any name. `render` refuses it, as the chart does.',
  occurs: ({ hub }) => {
    const field = FIELDS.find((each) => isObject(hub.services?.[each]));
    return field === undefined ? undefined : ['hub', 'services', field];
  },
};
