/**
 * Makes src/dicom/deidentification/attributeRules.json: what happens to each attribute that is known by name.
 *
 * It joins two lists of facts: table-e.1-1.txt beside this file (PS3.15 Table E.1-1), and the data dictionary of the
 * package dcmjs (PS3.6). Attributes of the dictionary that the table does not name are kept where their VR can hold
 * numbers and codes alone, and emptied where it can hold text or a date. What is in neither list is not in the result,
 * and is removed from a file.
 *
 * `node scripts/deidentification/generate.mjs` writes the file, `--check` fails where the file is not what it would write.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const here = path.dirname(fileURLToPath(import.meta.url));
const target = path.resolve(here, '../../src/dicom/deidentification/attributeRules.json');
const require = createRequire(import.meta.url);

/** Numbers, codes, tags, UIDs and sequences: their values are checked one by one when a file is de-identified. */
const checkable = new Set('AT CS DS FD FL IS SL SQ SS SV UI UL US UV'.split(' '));
const text = new Set('AE AS DA DT LO LT PN SH ST TM UC UR UT'.split(' '));
const bulk = new Set('OB OD OF OL OV OW'.split(' '));

/** dcmjs names choices of VRs in its own way. */
const vrChoices = { xs: 'US', lt: 'OW', ox: 'OW', up: 'UL' };

/** The character set of the original, and the groups of commands, file meta information and file sets. */
const leftOut = (tag) => tag === '00080005' || /^(0000|0002|0004|50|60|FF)/.test(tag);

/** Bulk data is kept where it is the picture or a table for it. */
const holdsPixels = (tag) => tag.startsWith('7FE0') || tag.startsWith('0028');

function readTable() {
  const table = { actions: new Map(), characteristics: new Set(), edition: '' };
  for (const line of readFileSync(path.join(here, 'table-e.1-1.txt'), 'utf8').split('\n')) {
    const [head, ...rest] = line.trim().split(/\s+/);
    if (head === '' || head === '#') continue;
    if (head === 'edition') table.edition = rest[0];
    else if (head === 'characteristics') for (const tag of rest) table.characteristics.add(tag);
    else for (const tag of rest) addAction(table.actions, tag, head);
  }
  return table;
}

function addAction(actions, tag, action) {
  if (actions.has(tag)) throw new Error(`${tag} is in the table twice`);
  actions.set(tag, action);
}

function readDictionary() {
  const { nameMap } = require('dcmjs').data.DicomMetaDictionary;
  const entries = new Map();
  for (const { tag, vr, vm } of Object.values(nameMap)) {
    const hex = tag.replace(/[(),]/g, '').toUpperCase();
    if (/^[0-9A-F]{8}$/.test(hex) && Number.parseInt(hex.slice(0, 4), 16) % 2 === 0)
      entries.set(hex, { vr: vrChoices[vr] ?? vr, most: mostValues(vm) });
  }
  return entries;
}

/** How many values an attribute has at most; undefined where there is no limit. */
function mostValues(vm) {
  const most = /^(?:\d+-)?(\d+)$/.exec(vm)?.[1];
  return most === undefined ? undefined : Number(most);
}

function untabledAction(tag, vr) {
  if (leftOut(tag)) return undefined;
  if (checkable.has(vr)) return 'K';
  if (text.has(vr)) return 'Z';
  return bulk.has(vr) && holdsPixels(tag) ? 'K' : undefined;
}

/** VRs of PS3.6 for attributes that dcmjs does not know yet, or knows wrongly: DCMTK and pydicom agree on these. */
const corrected = {
  '00100043': 'SQ',
  '00100046': 'SQ',
  '0040B034': 'DT',
  '0040B036': 'DT',
  '00660040': 'OL',
  '00660041': 'OL',
  '00660042': 'OL',
  '00660043': 'OL',
  '006862F0': 'SQ',
  '0070150C': 'UL',
  '00760034': 'SQ',
};

/** Attributes that have had more than one value since dcmjs's dictionary was made. */
const severalValues = new Set(['00189323']);

function rulesOf({ actions, characteristics }, dictionary) {
  const rules = [];
  const all = [...new Set([...actions.keys(), ...dictionary.keys()])].sort();
  for (const tag of all) {
    const { vr: listed, most } = dictionary.get(tag) ?? {};
    const vr = corrected[tag] ?? listed;
    const tabled = actions.get(tag);
    const action = tabled ?? (vr === undefined ? undefined : untabledAction(tag, vr));
    if (action === undefined || tag.includes('X')) continue;
    if (vr === undefined && action !== 'X') process.stderr.write(`no VR is known of ${tag} (${action})\n`);
    const option = characteristics.has(tag) ? ' characteristic' : '';
    const values =
      checkable.has(vr) && vr !== 'SQ' && most !== undefined && !severalValues.has(tag) ? ` ${most}` : '';
    rules.push(`${tag} ${vr ?? 'UN'} ${action}${tabled === undefined ? '' : ' tabled'}${option}${values}`);
  }
  return rules;
}

const table = readTable();
const { version } = JSON.parse(
  readFileSync(path.resolve(here, '../../node_modules/dcmjs/package.json'), 'utf8'),
);
const content = {
  profile: `PS3.15 ${table.edition} Table E.1-1`,
  dictionary: `PS3.6 as in dcmjs ${version}`,
  tabled: table.actions.size,
  repeating: [...table.actions.keys()].filter((tag) => tag.includes('X')).join(' '),
  rules: rulesOf(table, readDictionary()),
};
const json = `${JSON.stringify(content, undefined, 2)}\n`;
if (!process.argv.includes('--check')) writeFileSync(target, json);
else if (readFileSync(target, 'utf8') !== json) throw new Error(`${target} is out of date`);
