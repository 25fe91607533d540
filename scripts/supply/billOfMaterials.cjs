/**
 * The bill of materials of what is deployed, CycloneDX 1.5 as JSON: `npm run --silent sbom > sbom.cdx.json`.
 *
 * From the lockfile, so for every platform and without what an install script adds. npm is asked about all packages
 * and the development ones are removed here: `npm sbom --omit dev` also omits whatever a development package shares.
 */
const { spawnSync } = require('node:child_process');
const { readFileSync } = require('node:fs');
const path = require('node:path');

const root = path.resolve(__dirname, '../..');

/** The name and version of the package at a place of the lockfile, as CycloneDX refers to it. */
const reference = (place, { name, version }) =>
  `${name ?? place.replace(/^.*node_modules\//, '')}@${version}`;

/** What the lockfile installs without `--include dev`, as `name@version`. */
function deployedPackages(lockfile) {
  const deployed = Object.entries(lockfile.packages).filter(([place, { dev = false }]) => place && !dev);
  return new Set(deployed.map(([place, entry]) => reference(place, entry)));
}

/** @throws Error with what npm said, if it does not write one */
function billOfMaterials() {
  const { stdout, stderr, status } = spawnSync(
    'npm',
    ['sbom', '--sbom-format', 'cyclonedx', '--package-lock-only'],
    { cwd: root, encoding: 'utf8', maxBuffer: 2 ** 26, shell: process.platform === 'win32' },
  );
  if (status !== 0) throw new Error(`npm sbom: ${stderr}`);
  const whole = JSON.parse(stdout);
  const deployed = deployedPackages(JSON.parse(readFileSync(path.join(root, 'package-lock.json'), 'utf8')));
  const self = whole.metadata.component;
  const kept = (ref) => deployed.has(ref);
  return {
    ...whole,
    metadata: { ...whole.metadata, component: { ...self, name: 'imaging-triage', type: 'application' } },
    components: whole.components.filter((one) => kept(one['bom-ref'])),
    dependencies: whole.dependencies
      .filter(({ ref }) => ref === self['bom-ref'] || kept(ref))
      .map(({ ref, dependsOn = [] }) => ({ ref, dependsOn: dependsOn.filter(kept) })),
  };
}

if (require.main === module) process.stdout.write(`${JSON.stringify(billOfMaterials(), null, 2)}\n`);

module.exports = { billOfMaterials, deployedPackages };
