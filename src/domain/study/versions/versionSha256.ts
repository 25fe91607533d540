import { canonicalJson } from '../../kernel/sealing/canonicalJson';
import { canonicalText } from '../../kernel/sealing/canonicalText';
import { sha256OfText } from '../../kernel/sealing/commitment';
import type { StudyVersion } from '../studyRecord';

/** SHA-256 of the canonical JSON of a version. Of an image that many versions hold the text is made once. */
export function versionSha256({ images, objects, setAside, ...facts }: StudyVersion): string {
  const members = [
    ...Object.entries({ images, objects, setAside }).map(([name, list]) => [name, listText(list)] as const),
    ...Object.entries(facts).map(([name, value]) => [name, canonicalJson(value)] as const),
  ];
  const text = members
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `"${name}":${value}`)
    .join();
  return sha256OfText(`{${text}}`);
}

function listText(list: readonly object[]): string {
  return `[${list.map(canonicalText).join()}]`;
}
