import { isQualifiedName, QUALIFIED_NAME } from '../syntax';
import { entriesOf, type Rule } from './rule';

const LARGEST = 256 * 1024;

export const annotations: Rule = {
  name: 'annotations',
  on: {
    ObjectMeta(metadata, context) {
      let size = 0;
      for (const [key, value] of entriesOf(metadata['annotations'])) {
        // The API server looks at the key in lower case.
        if (!isQualifiedName(key.toLowerCase()))
          context.report(
            metadata,
            ['annotations', key],
            'format',
            `has an annotation key that is not ${QUALIFIED_NAME}.`,
          );
        size += Buffer.byteLength(key) + (typeof value === 'string' ? Buffer.byteLength(value) : 0);
      }
      if (size > LARGEST)
        context.report(
          metadata,
          ['annotations'],
          'format',
          `are ${size} bytes together; ${LARGEST} is the most.`,
        );
    },
  },
};
