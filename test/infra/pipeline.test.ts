import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';

const root = path.resolve(__dirname, '../..');
const read = (file: string) => readFileSync(path.join(root, file), 'utf8');

interface Step {
  readonly uses?: string;
  readonly run?: string;
  readonly with?: Readonly<Record<string, unknown>>;
}
interface Job {
  readonly needs?: string;
  readonly if?: string;
  readonly permissions?: Readonly<Record<string, string>>;
  readonly 'timeout-minutes'?: number;
  readonly steps: readonly Step[];
}
interface Workflow {
  readonly permissions: Readonly<Record<string, string>>;
  readonly jobs: Readonly<Record<'check' | 'package' | 'deploy', Job>>;
}

describe('.github/workflows/ci.yml', () => {
  const text = read('.github/workflows/ci.yml');
  const workflow = parse(text) as Workflow;
  const jobs = Object.entries(workflow.jobs);
  const steps = jobs.flatMap(([, job]) => job.steps);
  const runs = (job: Job) => job.steps.map(({ run = '' }) => run).join('\n');

  test('names every action by the full hash of a commit, with its version beside it', () => {
    const actions = steps.flatMap(({ uses }) => (uses === undefined ? [] : [uses]));
    expect(actions.length).toBeGreaterThan(8);
    for (const action of actions) {
      expect(action).toMatch(/^[\w-]+\/[\w-]+@[0-9a-f]{40}$/);
      expect(text).toMatch(new RegExp(`uses: ${action} # v\\d+\\.\\d+\\.\\d+\n`));
    }
  });

  test('holds no secret: Azure knows it by a token of GitHub, and the ids are variables', () => {
    expect(text).not.toMatch(/secrets\.|password|creds:/i);
    const login = steps.find(({ uses }) => uses?.startsWith('azure/login@'));
    expect(login?.with).toEqual({
      'client-id': '${' + '{ vars.AZURE_CLIENT_ID }}',
      'tenant-id': '${' + '{ vars.AZURE_TENANT_ID }}',
      'subscription-id': '${' + '{ vars.AZURE_SUBSCRIPTION_ID }}',
    });
  });

  test('permits nothing but what each job needs', () => {
    expect(workflow.permissions).toEqual({});
    expect(Object.fromEntries(jobs.map(([name, { permissions }]) => [name, permissions]))).toEqual({
      check: { contents: 'read' },
      screens: { contents: 'read' },
      package: { contents: 'read', 'id-token': 'write', attestations: 'write' },
      deploy: { contents: 'read', 'id-token': 'write' },
    });
    expect(jobs.filter(([, job]) => job['timeout-minutes'] === undefined)).toEqual([]);
  });

  test('keeps no token in the checkout, and puts no text from outside into a shell', () => {
    const checkouts = steps.filter(({ uses }) => uses?.startsWith('actions/checkout@'));
    for (const checkout of checkouts) expect(checkout.with).toMatchObject({ 'persist-credentials': false });
    expect(steps.filter(({ run }) => run?.includes('${' + '{'))).toEqual([]);
    expect(text).not.toContain('pull_request_target');
  });

  test('checks with .ci/run alone, and deploys only what it passed, from the main branch', () => {
    const { check, package: packages, deploy } = workflow.jobs;
    expect(runs(check)).toMatch(/^\.ci\/run$/m);
    expect(packages.needs).toBe('check');
    expect(packages.if).toBe("github.ref == 'refs/heads/main'");
    expect(deploy.needs).toBe('package');
  });

  test('starts scripts that are there', () => {
    const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
    const named = [...text.matchAll(/npm run (?:--silent )?([\w:]+)/g)].map(([, name = '']) => name);
    expect(named.filter((name) => !(name in scripts))).toEqual([]);
    expect(runs(workflow.jobs.deploy)).toContain('infra/tools/deployPackage build/*.zip');
    expect(statSync(path.join(root, 'infra/tools/deployPackage')).mode & 0o111).not.toBe(0);
  });
});

describe('azure.yaml', () => {
  const azure = parse(read('azure.yaml')) as {
    readonly services: { readonly app: Readonly<Record<string, unknown>> };
    readonly workflows: { readonly up: { readonly steps: readonly { readonly azd: string }[] } };
    readonly hooks: Readonly<Record<string, Readonly<Record<string, { readonly run: string }>>>>;
  };

  test('deploys the package of this version, and builds nothing in Azure', () => {
    const { name, version } = JSON.parse(read('package.json')) as { name: string; version: string };
    expect(azure.services.app).toMatchObject({ host: 'function', remoteBuild: false });
    expect(azure.workflows.up.steps.map(({ azd }) => azd)).toEqual([
      'provision',
      `deploy app --from-package build/${name}-${version}-linux-x64.zip`,
    ]);
  });

  test('makes the package before, and the key after the infrastructure, on any system', () => {
    for (const { posix, windows } of Object.values(azure.hooks)) expect(posix?.run).toBe(windows?.run);
    expect(azure.hooks.preup?.posix?.run).toBe('npm ci && npm run package');
    expect(azure.hooks.postprovision?.posix?.run).toBe('node infra/tools/siteKey.cjs');
  });
});
