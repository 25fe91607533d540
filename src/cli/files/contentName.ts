import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import path from 'node:path';
import { contradicts } from '../../formats/fileFormat';

/**
 * The name of a blob, made from what the file holds and not from what it is called: file names in a hospital hold
 * patients' names. Equal files share a blob, and a file that is there already is known by its name alone.
 *
 * The extension stays where it claims a kind of content, since a claim that the bytes do not keep is a reason to
 * refuse the file. Any other goes: it can be a part of a name as well.
 */
export function contentName(sha256: string, file: string): string {
  const extension = path.extname(file).toLowerCase();
  const claims = contradicts(`x${extension}`, 'dicom') || contradicts(`x${extension}`, 'png');
  return claims ? `${sha256}${extension}` : sha256;
}

/** SHA-256 of a file of any size, hex. */
export async function hashFile(file: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(file, { highWaterMark: 1 << 20 })) hash.update(chunk as Buffer);
  return hash.digest('hex');
}
