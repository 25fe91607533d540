import { existsSync, globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { createProgram } from '../../src/cli/program';
import { auditEventSchema } from '../../src/domain/audit/auditEvent';
import { roles } from '../../src/domain/kernel/roles';

const root = path.resolve(__dirname, '../..');
const read = (file: string) => readFileSync(path.join(root, file), 'utf8');
const pages = [
  'README.md',
  ...globSync(['docs/**/*.md', 'src/**/README.md', 'models/**/*.md'], { cwd: root }),
];

/** The files that a page links to, as paths from the root. */
function linked(page: string): string[] {
  return [...read(page).matchAll(/\]\((?!https?:|mailto:|#)([^)#\s]+)/g)].map(([, target]) =>
    path.join(path.dirname(page), target as string),
  );
}

test.each(pages)('%s links to files that exist', (page) => {
  expect(linked(page).filter((file) => !existsSync(path.join(root, file)))).toEqual([]);
});

/** Prose of a page: without tables, pictures and code, which cannot be broken. */
function prose(page: string): string[] {
  const withoutCode = read(page).replaceAll(/^\s*```[\s\S]*?^\s*```/gm, '');
  const lines = withoutCode.split('\n').filter((line) => !/^\s*(\||!\[|<)/.test(line));
  return lines.map((line) => line.replaceAll(/`[^`]{80,}`/g, '`code`'));
}

/** Made by commands, from texts that stand elsewhere. */
const generated = /^docs\/(words|conformance)\.md$|MODEL_CARD\.md$/;
const written = pages.filter((page) => !generated.test(page) && !page.startsWith('src/'));

test.each(written)('%s has lines of at most 120 characters', (page) => {
  expect(prose(page).filter((line) => line.length > 120)).toEqual([]);
});

/** The paths that a room's README names in backquotes. */
function named(readme: string): string[] {
  return [...read(readme).matchAll(/`([\w./-]+\.(?:tsx?|json|cjs|md))`/g)].map(([, file]) => file as string);
}

test.each(globSync('src/**/README.md', { cwd: root }))('%s names files that exist', (readme) => {
  const room = path.dirname(readme);
  const places = [room, 'src', '.', path.dirname(room), ...globSync(`${room}/*/`, { cwd: root })];
  const lost = named(readme).filter(
    (file) => !places.some((place) => existsSync(path.join(root, place, file))),
  );
  expect(lost).toEqual([]);
});

describe('docs/changing.md', () => {
  const changes = read('docs/changing.md').split(/^## /m).slice(1);

  test('goes through sixteen changes', () => {
    expect(changes).toHaveLength(16);
  });

  test.each(changes.map((change) => [change.split('\n')[0], change]))(
    '%s: five files at most',
    (_, change) => {
      const files = change?.match(/^\d+\. /gm) ?? [];
      expect(files.length).toBeGreaterThan(0);
      expect(files.length).toBeLessThanOrEqual(5);
      for (const [, folder] of (change ?? '').matchAll(/^\d+\. `(src\/[\w/]+)\/[^`]*`/gm))
        expect(existsSync(path.join(root, folder as string).replace(/\/$/, ''))).toBe(true);
    },
  );
});

describe('what is listed in the docs is complete', () => {
  test('settings', () => {
    const sources = globSync('src/{settings,notifications}/*.ts', { cwd: root }).map(read).join('\n');
    const settings = [
      ...new Set([...sources.matchAll(/^\s+(TRIAGE_\w+): (?:z\b|guid)/gm)].map(([, name]) => name)),
    ];
    expect(settings.length).toBeGreaterThan(25);
    expect(settings.filter((name) => !read('docs/settings.md').includes(`\`${name}\``))).toEqual([]);
    const example = Object.keys(JSON.parse(read('local.settings.example.json')).Values as object);
    expect(example.filter((name) => name.startsWith('TRIAGE_') && !settings.includes(name))).toEqual([]);
  });

  test('commands', () => {
    const page = read('docs/cli.md');
    const names = createProgram().commands.map((command) => command.name());
    expect(names.filter((name) => !new RegExp(`^\\| .*\`${name}\\b`, 'm').test(page))).toEqual([]);
  });

  test('options that choose a form of output', () => {
    const run = createProgram().commands.find((command) => command.name() === 'run');
    const flags = run?.options.filter(({ description }) => /standard output/.test(description)) ?? [];
    expect(flags.map(({ long }) => long)).toContain('--json');
    expect(flags.filter(({ long }) => !read('docs/cli.md').includes(`\`${long}\``))).toEqual([]);
  });

  test('roles', () => {
    expect(roles.filter((role) => !read('docs/access.md').includes(`| \`${role}\` |`))).toEqual([]);
  });

  test('audit events', () => {
    const types = auditEventSchema.options.map(({ shape }) => shape.type.value);
    expect(
      types.filter((type) => !new RegExp(`^\\| [^|]*\`${type}\``, 'm').test(read('docs/audit.md'))),
    ).toEqual([]);
  });
});
