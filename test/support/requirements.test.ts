import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describeWith, publicData, python, type Requirement, tool } from './requirements';

const there: Requirement = { met: true, missing: '' };
const absent: Requirement = { met: false, missing: 'a thing' };

/** What `describeWith` registers with Jest, without registering it. */
function registered(requirements: readonly Requirement[], body: () => void): string[] {
  const kept: string[] = [];
  const describing = jest.spyOn(globalThis, 'describe').mockImplementation(((
    name: string,
    run: () => void,
  ) => {
    kept.push(name);
    run();
  }) as typeof describe);
  const skipping = jest.spyOn(test, 'skip').mockImplementation((name) => void kept.push(`skip ${name}`));
  const warning = jest.spyOn(process.stderr, 'write').mockImplementation(() => true);
  try {
    describeWith(requirements, 'a group', body);
    return kept;
  } finally {
    for (const spy of [describing, skipping, warning]) spy.mockRestore();
  }
}

test('a group with all that it needs is run', () => {
  const body = jest.fn();
  expect(registered([there, there], body)).toEqual(['a group']);
  expect(body).toHaveBeenCalledTimes(1);
});

test('the body of a group that lacks something never runs, and the group says what it lacks', () => {
  const body = jest.fn();
  expect(registered([there, absent], body)).toEqual(['a group', 'skip skipped, it needs a thing']);
  expect(body).not.toHaveBeenCalled();
});

test('a program or module that nobody has is missed, and asking for it fails', () => {
  expect(tool('no-such-program', 'none').met).toBe(false);
  const absentModule = python('sys', 'no_such_module');
  expect(absentModule.met).toBe(false);
  expect(() => absentModule.program).toThrow('Python with sys and no_such_module');
});

/** The bug: a test that read a folder beside the repository ended `npm test` for everybody who has only the repository. */
test('no test names what lies beside the repository, but through a requirement', () => {
  const root = path.resolve(__dirname, '..');
  const naming = readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.(ts|tsx|js|mjs|mts|py)$/.test(file) && !file.includes('node_modules'))
    .filter((file) => /\.\.\/shared\/|\/shared\/data/.test(readFileSync(path.join(root, file), 'utf8')))
    .filter((file) => file !== path.relative(root, __filename));
  expect(naming).toEqual(['support/requirements.ts']);
  expect(publicData('xray').missing).toBe('the folder ../shared/data/xray');
});
