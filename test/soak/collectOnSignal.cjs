// Loaded by the runtime, the app and Azurite before anything else: at SIGUSR2 a process collects its garbage, and says
// so in a file that bears its id. V8 takes more memory as long as there is some; only what is left then is kept.
const { writeFileSync } = require('node:fs');
const { join } = require('node:path');
const { setFlagsFromString } = require('node:v8');
const { runInNewContext } = require('node:vm');

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc');

process.on('SIGUSR2', () => {
  collect();
  writeFileSync(join(process.env.SOAK_COLLECTED, String(process.pid)), '');
});
