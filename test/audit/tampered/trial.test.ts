import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { deserialize, serialize } from 'node:v8';
import { describeFault } from '../../../src/audit/verify/fault';
import { createRandom } from '../../../src/cli/synthetic/random';
import { auditOriginOf } from '../../../src/domain/kernel/ids';
import { openKeyFile } from '../../../src/signing/keyFile';
import { attackOn } from './attacks';
import { type FullSite, fullSite, siteKey } from './fullSite';
import { faultsOfExport, faultsOfSite, refusedAt } from './judge';
import { tinyModels } from './models';
import { SiteCopy } from './siteCopy';

jest.setTimeout(1_200_000);
const cache = '/tmp/rows-site.bin';
const copyOf = (copy: any) =>
  new SiteCopy(
    new Map([...copy.blobs].map(([k, v]: any) => [k, { ...v, bytes: Buffer.from(v.bytes) }])),
    copy.rows,
  );
const plain = (c: SiteCopy) => ({ blobs: c.blobs, rows: c.rows });
test('x', async () => {
  if (!existsSync(cache)) {
    const folder = mkdtempSync(path.join(tmpdir(), 'tampered-'));
    const t = Date.now();
    const models = await tinyModels(folder);
    console.log('models', Date.now() - t);
    const site = await fullSite(folder, models);
    console.log('site', Date.now() - t);
    writeFileSync(
      cache,
      serialize({
        kept: plain(site.kept),
        earlier: plain(site.earlier),
        exported: plain(site.exported),
        models: plain(site.models),
        key: path.join(folder, 'key'),
      }),
    );
  }
  const raw = deserialize(readFileSync(cache));
  const site: FullSite = {
    kept: copyOf(raw.kept),
    earlier: copyOf(raw.earlier),
    exported: copyOf(raw.exported),
    models: copyOf(raw.models),
    signer: openKeyFile(raw.key, auditOriginOf(siteKey)) as never,
  };
  const now = Date.now() + 3_600_000;
  console.log(
    (await faultsOfSite(site, site.kept, now, true)).map(describeFault).join('\n'),
    await faultsOfExport(site, site.exported),
  );
  let t0 = Date.now();
  for (let i = 0; i < 10; i++) await faultsOfSite(site, site.kept, now, true);
  console.log((Date.now() - t0) / 10, 'ms each');
  t0 = Date.now();
  for (let i = 0; i < 10; i++) await faultsOfExport(site, site.exported);
  console.log((Date.now() - t0) / 10, 'ms each export');
  const kindOf = (name: string) =>
    name
      .replace(/[0-9a-f]{64}/g, '{id}')
      .replace(/\d+(?=\/|$|\.|-)/g, 'N')
      .replace(/incoming\/.*/, 'incoming/*')
      .replace(/azure-webjobs-hosts\/.*/, 'host');
  const kinds = new Map<string, string[]>();
  const add = (k: string, n: string) => kinds.set(k, [...(kinds.get(k) ?? []), n]);
  for (const n of site.kept.blobs.keys()) add(`site ${kindOf(n)}`, n);
  for (const n of site.kept.rows.keys()) add(`row ${kindOf(n)}`, n);
  for (const n of site.exported.blobs.keys()) add(`export ${kindOf(n)}`, n);
  const list = [...kinds].filter(([k]) => !/host|incoming/.test(k));
  const tally = new Map<string, number>();
  const N = Number(process.env.N ?? 1500);
  const sum = { found: 0, refused: 0, UNNOTICED: 0 } as Record<string, number>;
  for (let seed = 1; seed <= N; seed++) {
    const random = createRandom(seed);
    const [kind, names] = list[Math.floor(random.next() * list.length)] as [string, string[]];
    const name = names[Math.floor(random.next() * names.length)] as string;
    const isExport = kind.startsWith('export');
    const of = isExport ? site.exported : site.kept;
    const { what, changes } = attackOn(
      { name, site: of, earlier: isExport ? of : site.earlier, alike: names, random },
      kind.startsWith('row'),
    );
    const changed = of.with(changes);
    let result = 'UNNOTICED';
    const faults = isExport
      ? await faultsOfExport(site, changed)
      : await faultsOfSite(site, changed, now, kind.includes('models'));
    if (faults.length > 0) result = 'found';
    else if (!isExport && (await refusedAt(site, changed, changes))) result = 'refused';
    sum[result] = (sum[result] ?? 0) + 1;
    if (result === 'UNNOTICED') {
      const k = `${kind} | ${what} | ${result}`;
      tally.set(k, (tally.get(k) ?? 0) + 1);
    }
  }
  console.log(
    JSON.stringify(sum),
    [...tally]
      .sort()
      .map(([k, n]) => `${n} ${k}`)
      .join('\n'),
  );
});
