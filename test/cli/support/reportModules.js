/** Loaded before a program: at its end, the modules that it has loaded go to standard error as one line of JSON. */
process.on('exit', () => {
  process.stderr.write(`\nMODULES ${JSON.stringify(Object.keys(require.cache))}\n`);
});
