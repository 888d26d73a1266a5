/** Compiles with swc: TypeScript 7 has no JavaScript API, so ts-jest cannot run. */
module.exports = {
  testEnvironment: 'node',
  roots: ['<rootDir>/test'],
  testMatch: ['**/*.test.ts'],
  transform: { '^.+\\.ts$': '@swc/jest' },
};
