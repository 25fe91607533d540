const { availableParallelism } = require('node:os');
const { typedArrays } = require('./test/support/typedArrays.js');

// Tests read what the command line says in English, whatever the language of the terminal is.
process.env.TRIAGE_LANGUAGE = 'en';

/** @type {import('jest').Config} */
module.exports = {
  globalSetup: '<rootDir>/test/support/buildOnce.js',
  testEnvironment: '<rootDir>/test/support/nodeEnvironment.js',
  testSequencer: '<rootDir>/test/support/longestFirst.js',
  // What starts processes also waits for them: with one worker for each processor, some processor idles.
  maxWorkers: availableParallelism() + 1,
  roots: ['<rootDir>/test'],
  testMatch: ['**/*.test.ts'],
  // Suites with scripts of their own: test:chaos, test:soak, test:browser, test:hostile, test:interop, test:package,
  // test:engine, test:theory.
  testPathIgnorePatterns: [
    '/node_modules/',
    '<rootDir>/test/(chaos|e2e|engine|hostile|interop|package|soak|theory)/',
  ],
  transform: {
    '(^.+\\.ts|/node_modules/jose/.+\\.js)$': [
      '@swc/jest',
      { jsc: { target: 'es2024', parser: { syntax: 'typescript' } }, module: { type: 'commonjs' } },
    ],
  },
  // jose is there as ES modules alone.
  transformIgnorePatterns: ['/node_modules/(?!jose/)'],
  // Looked up in the test's context otherwise, which makes loops over pixels thirty times slower.
  sandboxInjectedGlobals: ['Math', 'Number', 'Array', 'DataView', ...typedArrays],
  // Longer than `waitFor` waits, which says for what: only who hangs without it meets this limit.
  testTimeout: 240_000,
  reporters: ['default', ...(process.env.TEST_REPORT ? ['<rootDir>/.ci/report.js'] : [])],
};
