/** Our reading of the types of traits against what the real traits took (scripts/trait-verdicts.py). */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Json } from '../../../lib/document/json';
import type { TraitType } from '../../../lib/values/trait-check/data';
import { refusal } from '../../../lib/values/trait-check/refusal';

const { values, verdicts } = JSON.parse(readFileSync(join(__dirname, 'cases/verdicts.json'), 'utf8')) as {
  values: Json[];
  verdicts: Record<string, [trait: string, taken: string]>;
};

test.each(Object.entries(verdicts).map(([type, [trait, taken]]) => [trait, type, taken] as const))(
  '%s takes what we say it takes: %s',
  (_trait, type, taken) => {
    const ours = values.map((value) =>
      // For Python true is 1, and false is in [0, 10]; nobody means that.
      typeof value === 'boolean' && /integer|number|size|enum/.test(type)
        ? '?'
        : refusal(JSON.parse(type) as TraitType, value) === undefined
          ? '+'
          : '-',
    );
    const theirs = [...taken].map((letter, index) => (ours[index] === '?' ? '?' : letter));
    expect(values.length).toBeGreaterThan(80);
    expect(taken).toHaveLength(values.length);
    const told = (letters: readonly string[]) =>
      letters.map((letter, index) => `${letter} ${JSON.stringify(values[index])}`);
    expect(told(ours)).toEqual(told(theirs));
  },
);

const SECRET = { secret: { name: 's', key: 'k' } };

test.each<[TraitType, Json, Json]>([
  [{ name: 'authenticators' }, 'GitHub', 'githubb'],
  [
    { name: 'authenticators' },
    'oauthenticator.github.GitHubOAuthenticator',
    'oauthenticator.github.GitHubOauth',
  ],
  [{ name: 'authenticators' }, 'ltiauthenticator.LTIAuthenticator', 'ltiauthenticator.Nothing'],
  [{ name: 'authenticators' }, 'my.module.Login', 5],
  [{ name: 'spawners' }, 'kubespawner.KubeSpawner', 'kubespawner'],
  [{ shape: { 'a!': 'string', b: 'boolean' } }, { a: 'x' }, { b: true }],
  [{ shape: { 'a!': 'string', b: 'boolean' } }, { a: 'x', b: false }, { a: 'x', c: 1 }],
  [{ row: ['string', 'integer'] }, ['a', 1], ['a', 'b']],
  ['string', SECRET, { secret: { name: 's' } }],
  [{ list: ['string', 0] }, [SECRET], [{ a: 1 }]],
])('%j takes %j and refuses %j', (type, right, wrong) => {
  expect(refusal(type, right)).toBeUndefined();
  expect(refusal(type, wrong)).toBeDefined();
});

test('what is wrong is told where it is', () => {
  expect(refusal({ either: ['string', { list: ['string', 1] }] }, ['a', 5])).toMatchObject({
    path: [1],
    expected: 'a string',
  });
  expect(
    refusal({ map: ['any', { shape: { 'a!': { shape: { b: 'string' } } } }] }, { x: { a: { c: 1 } } }),
  ).toMatchObject({ path: ['x', 'a', 'c'], problem: 'unknown-key', known: ['b'] });
});
