import type { Prepared } from '../../src/operations/ports';

/** Stores what was prepared, without an entry in the audit log. */
export async function storeNow(prepared: Promise<Prepared>): Promise<void> {
  await (await prepared).store();
}
