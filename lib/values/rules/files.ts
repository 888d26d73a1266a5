import type { Path } from '../../document/path';
import type { ExtraFile } from '../schema/shapes';
import { type Finding, type Rule, refuse } from './rule';

const WRITTEN_AS = /\.(ya?ml|json|toml)$/;
/** What Kubernetes takes as a key of a ConfigMap. */
const KEY = /^[-._a-zA-Z0-9]+$/;

/** Files to mount have one content each, and data a format (B-41). */
export const files: Rule = ({ hub, singleuser }) => [
  ...check(['hub', 'extraFiles'], hub.extraFiles ?? {}),
  ...check(['singleuser', 'extraFiles'], singleuser.extraFiles ?? {}),
];

function check(path: Path, all: Readonly<Record<string, ExtraFile>>): Finding[] {
  return Object.entries(all).flatMap(([key, file]) => {
    const at = [...path, key];
    const contents = (['data', 'stringData', 'binaryData'] as const).filter((each) => isTruthy(file[each]));
    const found: Finding[] = [];
    if (!file.mountPath)
      found.push(refuse('VALUES_FILE', [...at, 'mountPath'], `The file ${key} has no mountPath.`));
    if (!KEY.test(key)) {
      found.push(
        refuse(
          'VALUES_FILE',
          at,
          `The key ${JSON.stringify(key)} cannot be a key of a ConfigMap.`,
          'Use letters, digits, dots, dashes and underscores.',
        ),
      );
    }
    if (contents.length !== 1) {
      found.push(
        refuse(
          'VALUES_FILE',
          at,
          `The file ${key} has ${contents.length === 0 ? 'no content' : `${contents.join(' and ')}`}.`,
          'Give it one of data, stringData and binaryData.',
        ),
      );
    }
    if (contents[0] === 'data' && !WRITTEN_AS.test(file.mountPath)) {
      found.push(
        refuse(
          'VALUES_FILE',
          [...at, 'mountPath'],
          `The format of ${key} cannot be told from ${JSON.stringify(file.mountPath)}.`,
          'Let mountPath end with .yaml, .yml, .json or .toml, or write the content as stringData.',
        ),
      );
    }
    return found;
  });
}

/** As Go's templates see it: an empty map or text is no content. */
function isTruthy(value: unknown): boolean {
  return typeof value === 'object' && value !== null ? Object.keys(value).length > 0 : Boolean(value);
}
