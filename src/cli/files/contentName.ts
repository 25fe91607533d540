import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import path from 'node:path';
import { contradicts } from '../../formats/fileFormat';

/**
 * A blob name made from a file's content, not from its name: file names in a hospital contain patients'
 * names. Equal files share a blob, so a file that is already stored is recognised by its name alone.
 *
 * The extension is kept if it claims a kind of content, since a false claim is a reason to refuse the file.
 * Any other is dropped: it can be part of a person's name too.
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
