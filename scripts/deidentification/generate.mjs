/**
 * Generates src/dicom/deidentification/attributeRules.json: what happens to each attribute that is known by
 * name.
 *
 * It joins two lists of facts beside this file: table-e.1-1.txt (PS3.15 Table E.1-1) and dictionary.txt (the
 * data dictionary of PS3.6). Attributes of the dictionary that the table does not name are kept if their VR
 * can hold only numbers and codes, and emptied if it can hold text or a date. What is in neither list is not
 * in the result, and is removed from a file.
 *
 * `node scripts/deidentification/generate.mjs` writes the file; `--check` fails if the file differs from what
 * it would write.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const here = path.dirname(fileURLToPath(import.meta.url));
const target = path.resolve(here, '../../src/dicom/deidentification/attributeRules.json');

/**
 * Numbers, codes, tags, UIDs and sequences: their values are checked one by one when a file is de-identified.
 */
const checkable = new Set('AT CS DS FD FL IS SL SQ SS SV UI UL US UV'.split(' '));
const text = new Set('AE AS DA DT LO LT PN SH ST TM UC UR UT'.split(' '));
const bulk = new Set('OB OD OF OL OV OW'.split(' '));

/** The character set of the original, and the groups of commands, file meta information and file sets. */
const leftOut = (tag) => tag === '00080005' || /^(0000|0002|0004|50|60|FF)/.test(tag);

/** Bulk data is kept if it is the picture or a table for it. */
const holdsPixels = (tag) => tag.startsWith('7FE0') || tag.startsWith('0028');

/** The lines of a list of facts: a key and its fields. */
function* linesOf(name) {
  for (const line of readFileSync(path.join(here, name), 'utf8').split('\n')) {
    const [head, ...rest] = line.trim().split(/\s+/);
    if (head !== '' && head !== '#') yield [head, rest];
  }
}

function readTable() {
  const table = { actions: new Map(), characteristics: new Set(), edition: '' };
  for (const [head, rest] of linesOf('table-e.1-1.txt')) {
    if (head === 'edition') table.edition = rest[0];
    else if (head === 'characteristics') for (const tag of rest) table.characteristics.add(tag);
    else for (const tag of rest) addOnce(table.actions, tag, head);
  }
  return table;
}

/** The VR of each attribute, and its maximum number of values; undefined if there is no limit. */
function readDictionary() {
  const entries = new Map();
  for (const [vr, [most, ...tags]] of linesOf('dictionary.txt'))
    for (const tag of tags) addOnce(entries, tag, { vr, most: most === 'n' ? undefined : Number(most) });
  return entries;
}

function addOnce(entries, tag, value) {
  if (entries.has(tag)) throw new Error(`${tag} is listed twice`);
  entries.set(tag, value);
}

function untabledAction(tag, vr) {
  if (leftOut(tag)) return undefined;
  if (checkable.has(vr)) return 'K';
  if (text.has(vr)) return 'Z';
  return bulk.has(vr) && holdsPixels(tag) ? 'K' : undefined;
}

function rulesOf({ actions, characteristics }, dictionary) {
  const rules = [];
  const all = [...new Set([...actions.keys(), ...dictionary.keys()])].sort();
  for (const tag of all) {
    const { vr, most } = dictionary.get(tag) ?? {};
    const tabled = actions.get(tag);
    const action = tabled ?? (vr === undefined ? undefined : untabledAction(tag, vr));
    if (action === undefined || tag.includes('X')) continue;
    if (vr === undefined && action !== 'X') process.stderr.write(`no VR is known of ${tag} (${action})\n`);
    const option = characteristics.has(tag) ? ' characteristic' : '';
    const values = checkable.has(vr) && vr !== 'SQ' && most !== undefined ? ` ${most}` : '';
    rules.push(`${tag} ${vr ?? 'UN'} ${action}${tabled === undefined ? '' : ' tabled'}${option}${values}`);
  }
  return rules;
}

const table = readTable();
const content = {
  profile: `PS3.15 ${table.edition} Table E.1-1`,
  tabled: table.actions.size,
  repeating: [...table.actions.keys()].filter((tag) => tag.includes('X')).join(' '),
  rules: rulesOf(table, readDictionary()),
};
const json = `${JSON.stringify(content, undefined, 2)}\n`;
if (!process.argv.includes('--check')) writeFileSync(target, json);
else if (readFileSync(target, 'utf8') !== json) throw new Error(`${target} is out of date`);
