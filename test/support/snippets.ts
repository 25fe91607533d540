import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const root = path.resolve(__dirname, '../..');

/** A piece of code that compiles, or does not. It imports what it uses as `src/…`. */
export interface Snippet {
  readonly title: string;
  readonly source: string;
  /** Matches the compiler's only error about it; absent if it compiles. */
  readonly error?: RegExp;
}

const project = {
  extends: path.join(root, 'tsconfig.json'),
  compilerOptions: {
    noEmit: true,
    incremental: false,
    tsBuildInfoFile: null,
    rootDir: '/',
    paths: { 'src/*': [path.join(root, 'src/*')] },
    noUnusedLocals: false,
    noUnusedParameters: false,
  },
  include: ['*.ts'],
};

/** The compiler's errors, each with the lines that explain it. */
function compile(folder: string): string[] {
  const tsc = path.join(root, 'node_modules/.bin/tsc');
  const options = { cwd: folder, encoding: 'utf8' } as const;
  const { stdout, error } = spawnSync(tsc, ['-p', folder, '--pretty', 'false'], options);
  if (error) throw error;
  return stdout.split(/\n(?! )/).filter((complaint) => complaint !== '');
}

/** The compiler's errors for each snippet, in order. One run for all of them. */
function complaintsAbout(snippets: readonly Snippet[]): string[][] {
  const folder = mkdtempSync(path.join(tmpdir(), 'snippets-'));
  try {
    writeFileSync(path.join(folder, 'tsconfig.json'), JSON.stringify(project));
    symlinkSync(path.join(root, 'node_modules'), path.join(folder, 'node_modules'));
    snippets.forEach(({ source }, at) => {
      writeFileSync(path.join(folder, `snippet${at}.ts`), `${source}\nexport {};\n`);
    });
    const found = compile(folder);
    const elsewhere = found.filter((complaint) => !/^snippet\d+\.ts\(/.test(complaint));
    if (elsewhere.length > 0) throw new Error(`errors outside of the snippets:\n${elsewhere.join('\n')}`);
    return snippets.map((_, at) => found.filter((complaint) => complaint.startsWith(`snippet${at}.ts(`)));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** A test for each snippet, in groups by title. */
export function testSnippets(groups: Readonly<Record<string, readonly Snippet[]>>): void {
  const all = Object.values(groups).flat();
  let found: string[][];
  beforeAll(() => {
    found = complaintsAbout(all);
  });
  for (const [title, snippets] of Object.entries(groups)) {
    describe(title, () => {
      test.each(snippets.map((snippet) => ({ ...snippet, at: all.indexOf(snippet) })))(
        '$title',
        ({ error, at }) => {
          const complaints = found[at] ?? [];
          if (error === undefined) expect(complaints).toEqual([]);
          else expect(complaints).toEqual([expect.stringMatching(error)]);
        },
      );
    });
  }
}
