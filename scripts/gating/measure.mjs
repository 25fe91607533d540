/**
 * Measures the gate: which pictures pass which check, from folders of pictures that are and are not frontal chest
 * radiographs. The whole pipeline is run, starting from the file's bytes; nothing is stored.
 *
 *     npm run build
 *     npx node scripts/gating/measure.mjs --pictures DIR --dicom DIR --photographs DIR [--models DIR] [--gate ID]
 *                                         [--classifier ID] [--most N] [--only TEXT] [--write FILE]
 *
 * `--pictures` holds a manifest.tsv with the columns path, split and gate, and the folders that sources.mjs names;
 * `--photographs` any pictures, as the Debian packages python3-skimage and lomiri-wallpapers-20.04 have them unpacked.
 * Sources that are not given or missing are skipped with a message. `--gate` names a gate for a classifier whose
 * manifest names none. `--only` takes the sources whose name contains the text. `--write` puts the table between the
 * marks in a page, `<!-- measured -->` and `<!-- /measured -->`.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { openPipeline } from './pipeline.mjs';
import { sourcesOf } from './sources.mjs';
import { tableOf } from './table.mjs';

const { values: options } = parseArgs({
  options: {
    pictures: { type: 'string' },
    dicom: { type: 'string' },
    photographs: { type: 'string' },
    models: { type: 'string', default: 'models' },
    classifier: { type: 'string', default: 'chest-opacity' },
    gate: { type: 'string' },
    most: { type: 'string' },
    only: { type: 'string', default: '' },
    write: { type: 'string' },
  },
});

const say = (line) => process.stderr.write(`${line}\n`);
const pipeline = await openPipeline(options, say);
const most = Number(options.most ?? Number.POSITIVE_INFINITY);
const rows = [];
for (const { name, meant, pictures } of sourcesOf(options, say)) {
  if (!name.includes(options.only)) continue;
  const row = { name, meant, n: 0, passed: [0, 0, 0], reasons: new Map() };
  for await (const picture of pictures()) {
    if (row.n === most) break;
    const outcome = await pipeline.look(picture);
    row.n += 1;
    for (const [level, passes] of outcome.passes.entries()) row.passed[level] += passes ? 1 : 0;
    if (outcome.reason) row.reasons.set(outcome.reason, (row.reasons.get(outcome.reason) ?? 0) + 1);
  }
  say(`${name}: ${row.n} pictures`);
  if (row.n > 0) rows.push(row);
}
const text = tableOf(rows, pipeline);
process.stdout.write(`${text}\n`);
if (options.write) {
  const page = readFileSync(options.write, 'utf8');
  const marks = /(<!-- measured -->\n)[\s\S]*(<!-- \/measured -->)/;
  if (!marks.test(page)) throw new Error(`${options.write} has no marks to put the table between`);
  writeFileSync(
    options.write,
    page.replace(marks, (_, start, end) => `${start}\n${text}\n\n${end}`),
  );
}
