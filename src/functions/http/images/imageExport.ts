import { actorOf } from '../../../access/caller';
import { requireRight } from '../../../access/decide';
import type { App } from '../../../app/app';
import { createRecordPictureExport } from '../../../operations/audit/recordPictureExport';
import type { Handler } from '../support/handler';
import { noSuchPicture } from '../support/problem';

/** The page makes the file itself, and saves it only once this is recorded. */
export function createImageExport({ store, now }: Pick<App, 'store' | 'now'>): Handler<'imageExport'> {
  const { audit: records, images, identity } = store;
  const record = createRecordPictureExport({ records, images, identity, now });
  return async ({ params, body: { named }, caller }) => {
    if (named) requireRight('read-identities', caller);
    return (await record(params.id, actorOf(caller), named)) ? { status: 204 } : noSuchPicture();
  };
}
