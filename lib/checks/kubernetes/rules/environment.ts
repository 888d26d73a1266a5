import { brief } from '../shown';
import type { Rule } from './rule';

const NAME = /^[-._a-zA-Z][-._a-zA-Z0-9]*$/;
const RELAXED = /^[ -<>-~]+$/;

/** The first version whose API server takes any printable name. */
const RELAXED_SINCE = 32;

export const environment: Rule = {
  name: 'environment',
  on: {
    EnvVar(variable, context) {
      const { name, value, valueFrom } = variable;
      if (typeof name === 'string') {
        const relaxed = context.oldest >= RELAXED_SINCE;
        const rule = relaxed
          ? 'printable ASCII characters other than ='
          : 'letters, digits, -, _ and ., not a digit first';
        if (name === '') context.report(variable, ['name'], 'format', 'is empty; a variable needs a name.');
        else if (!(relaxed ? RELAXED : NAME).test(name))
          context.report(
            variable,
            ['name'],
            'format',
            `is ${brief(name)}; a variable's name is made of ${rule}.`,
          );
      }
      if (typeof value === 'string' && value !== '' && valueFrom !== undefined && valueFrom !== null)
        context.report(
          variable,
          ['valueFrom'],
          'format',
          'stands beside value; a variable has one of the two.',
        );
    },
  },
};
