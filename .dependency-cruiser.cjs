const { forbidden } = require('./scripts/imports/rules.cjs');

/** Holds the table of scripts/imports/rooms.cjs. */
module.exports = {
  forbidden,
  options: {
    doNotFollow: { path: 'node_modules' },
    // How the page is built is no part of the page.
    exclude: { path: ['\\.(css|svg)$', '/vite\\.config\\.mts$'] },
    // TypeScript 7 has no API that dependency-cruiser could parse with.
    parser: 'swc',
  },
};
