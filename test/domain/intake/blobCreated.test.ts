import { parseBlobCreated } from '../../../src/domain/intake/blobCreated';

const subject = '/blobServices/default/containers/incoming/blobs/ward 3/IM 01.dcm';

/** The shapes of learn.microsoft.com/azure/event-grid/event-schema-blob-storage. */
const ownSchema = {
  topic: '/subscriptions/x/resourceGroups/y/providers/Microsoft.Storage/storageAccounts/z',
  subject,
  eventType: 'Microsoft.Storage.BlobCreated',
  id: '831e1650-001e-001b-66ab-eeb76e069631',
  data: { api: 'PutBlockList', contentLength: 524288, eTag: '0x8D4BCC2E4835CD0', blobType: 'BlockBlob' },
  eventTime: '2026-06-26T18:41:00.9584103Z',
};
const cloudEvent = {
  specversion: '1.0',
  type: 'Microsoft.Storage.BlobCreated',
  subject,
  time: '2026-06-26T18:41:00.9584103Z',
  data: ownSchema.data,
};

describe('BlobCreated events', () => {
  test.each([
    ["Event Grid's own schema", ownSchema],
    ['CloudEvents', cloudEvent],
  ])('are read in %s', (_name, event) => {
    expect(parseBlobCreated(event)).toEqual({
      container: 'incoming',
      name: 'ward 3/IM 01.dcm',
      etag: '0x8D4BCC2E4835CD0',
      createdAt: '2026-06-26T18:41:00.958Z',
    });
  });

  test('other events are none', () => {
    expect(parseBlobCreated({ ...ownSchema, eventType: 'Microsoft.Storage.BlobDeleted' })).toBeUndefined();
  });

  test.each([undefined, 'text', {}, { ...ownSchema, subject: '/other' }, { ...ownSchema, data: {} }])(
    'what is no storage event throws, and so ends in the poison queue: %j',
    (message) => {
      expect(() => parseBlobCreated(message)).toThrow();
    },
  );
});
