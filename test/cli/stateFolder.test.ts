import { createProgram } from '../../src/cli/program';
import { stateFolder } from '../../src/cli/site/stateFolder';

test.each([
  ['linux', {}, '/home/a/.local/state/imaging-triage'],
  ['linux', { XDG_STATE_HOME: '/state' }, '/state/imaging-triage'],
  ['linux', { XDG_STATE_HOME: 'state' }, '/home/a/.local/state/imaging-triage'],
  ['darwin', { XDG_STATE_HOME: '/state' }, '/home/a/Library/Application Support/imaging-triage'],
  ['win32', { LOCALAPPDATA: '/local' }, '/local/imaging-triage'],
  ['win32', { LOCALAPPDATA: '' }, '/home/a/AppData/Local/imaging-triage'],
] as const)('without --data, on %s with %j, data and keys lie in %s', (platform, environment, folder) => {
  expect(stateFolder(platform, environment, '/home/a')).toBe(folder);
});

test('triage local keeps them there', () => {
  const local = createProgram().commands.find((command) => command.name() === 'local');
  const data = local?.options.find(({ long }) => long === '--data');
  expect(data?.defaultValue).toBe(stateFolder());
});
