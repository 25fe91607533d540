import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/**
 * The notices of the packages in the bundles, as their licences ask for; those outside bring theirs along.
 *
 * @param {string} root the repository
 * @param {readonly string[]} folders of the packages, relative to it
 */
export function noticesOf(root, folders) {
  return folders.map((folder) => noticeOf(path.join(root, folder))).join(`\n${'-'.repeat(80)}\n\n`);
}

function noticeOf(folder) {
  const { name, version, license } = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'));
  const texts = readdirSync(folder)
    .filter((file) => /^(licen[cs]e|notice|copying)/i.test(file))
    .map((file) => readFileSync(path.join(folder, file), 'utf8').trim());
  return [`${name} ${version}, ${license}`, ...texts, ''].join('\n\n');
}
