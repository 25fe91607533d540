const { forbidden } = require('./scripts/imports/rules.cjs');

/** Holds the table of scripts/imports/rooms.cjs. */
module.exports = {
  forbidden,
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '\\.(css|svg)$' },
    // TypeScript 7 has no API that dependency-cruiser could parse with.
    parser: 'swc',
  },
};
