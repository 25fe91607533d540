import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { triageHere } from './support/triageHere';

let directory: string;
const models = path.join(__dirname, '../../models');
const versionOf = (id: string) =>
  path.join(models, id, readdirSync(path.join(models, id)).sort().at(-1) as string);
const report = (id: string, ...more: string[]) =>
  triageHere(['models', 'report', versionOf(id), '--out', path.join(directory, `${id}.html`), ...more]);

beforeAll(() => {
  directory = mkdtempSync(path.join(tmpdir(), 'triage-report-'));
});

afterAll(() => rmSync(directory, { recursive: true, force: true }));

test('the shipped model: six sections, every kept list, a simulated room, and nothing that is fetched', async () => {
  const { code } = await report('chest-opacity');
  expect(code).toBe(0);
  const page = readFileSync(path.join(directory, 'chest-opacity.html'), 'utf8');
  const sections = [...page.matchAll(/<h2>(\d)\. ([^<]+)<\/h2>/g)].map(
    ([, number, title]) => `${number} ${title}`,
  );
  expect(sections).toEqual([
    '1 Intended use',
    '2 Data',
    '3 Operating point',
    '4 Stand-alone performance, with sub-groups',
    '5 Effective triage',
    '6 Limits',
  ]);
  const kept = readdirSync(path.join(versionOf('chest-opacity'), 'evaluation')).map(
    (name) =>
      JSON.parse(readFileSync(path.join(versionOf('chest-opacity'), 'evaluation', name), 'utf8')).list.title,
  );
  for (const title of kept) expect(page).toContain(title.replaceAll("'", '&#39;'));
  expect(page).toContain('Diseased studies are read');
  expect(page).toContain('Not cleared for clinical use');
  expect(page).not.toMatch(/<script|src=|href="http|url\(/);
});

test('a model without a kept evaluation says that nothing is known', async () => {
  const { code } = await report('chest-opacity-int8');
  expect(code).toBe(0);
  const page = readFileSync(path.join(directory, 'chest-opacity-int8.html'), 'utf8');
  expect(page).toContain('nothing is known of how often it is right');
  expect(page).toContain('nothing can be said of waiting times');
});

test('a model that scores nothing has none', async () => {
  const { code, stderr } = await report('lung-field');
  expect(code).toBe(2);
  expect(stderr).toContain('a report is about a classifier');
});
