/** User names that have broken names of Pods and claims before. */
export const ODD_USERS: readonly string[] = [
  'alice',
  'Bob.Smith@example.org',
  'bob-smith-example-org',
  'under_score',
  '-dash-at-both-ends-',
  '0digits',
  'x',
  'UPPER',
  'müller',
  '山田太郎',
  "o'brien",
  'user+tag@example.org',
  `long-${'name-'.repeat(15)}end`,
  `long-${'name-'.repeat(15)}END`,
];
