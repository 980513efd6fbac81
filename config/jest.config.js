/** One Jest for the whole house: specs of pure parts beside their code, behaviour in test/. */
const { availableParallelism } = require('node:os');

const ES_MODULES = '(jose|openid-client|oauth4webapi)';

module.exports = {
  rootDir: '..',
  testEnvironment: 'node',
  roots: ['<rootDir>/src', '<rootDir>/test'],
  testMatch: ['**/*.spec.ts', '**/*.spec.tsx'],
  transform: {
    '^.+\\.tsx?$': ['ts-jest', { diagnostics: false }],
    // Node loads these ES modules by require, Jest does not before Node 24.9
    [`/node_modules/${ES_MODULES}/.+\\.js$`]: ['ts-jest', { diagnostics: false, tsconfig: { allowJs: true } }],
  },
  transformIgnorePatterns: [`/node_modules/(?!${ES_MODULES}/)`],
  setupFiles: ['reflect-metadata'],
  testTimeout: 180_000,
  // more than two cores: much of a spec is waiting for a database, a browser or a process of its own
  maxWorkers: Math.max(3, availableParallelism()),
  testSequencer: '<rootDir>/config/jest-order.cjs',
  cacheDirectory: '<rootDir>/node_modules/.cache/jest',
};
