import type { Prepared, PreparedImage } from '../../src/operations/ports';

/** Stores what was prepared, without an entry in the audit log. */
export async function storeNow(prepared: Promise<Prepared | PreparedImage>): Promise<void> {
  const made = await prepared;
  await ('withPictures' in made ? await made.withPictures(undefined, []) : made).store();
}
