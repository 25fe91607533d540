/** The command itself. */
export const program = {
  description: 'Orders medical images by how urgently somebody should look at them. It does not diagnose.',
  helpAfterError: '(triage --help shows the commands, triage COMMAND --help the options.)',
  titles: {
    usage: 'Usage:',
    options: 'Options:',
    commands: 'Commands:',
    arguments: 'Arguments:',
  },
  help: 'display help for command',
  version: 'output the version number',
};
