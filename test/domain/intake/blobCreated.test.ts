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

const { data } = ownSchema;
const read = (changes: object) => parseBlobCreated({ ...ownSchema, ...changes });

describe('the events of a storage account', () => {
  test.each([
    ["Event Grid's own schema", ownSchema],
    ['CloudEvents', cloudEvent],
  ])('a finished write is read in %s', (_name, event) => {
    expect(parseBlobCreated(event)).toEqual({
      container: 'incoming',
      name: 'ward 3/IM 01.dcm',
      etag: '0x8D4BCC2E4835CD0',
      createdAt: '2026-06-26T18:41:00.958Z',
      isEmpty: false,
    });
  });

  test.each(['PutBlob', 'PutBlockList', 'CopyBlob', 'FlushWithClose'])('%s finishes a file', (api) => {
    expect(read({ data: { ...data, api } })?.name).toBe('ward 3/IM 01.dcm');
  });

  test('an empty file may be the stub of a folder, and is said to be empty', () => {
    expect(read({ data: { ...data, contentLength: 0 } })?.isEmpty).toBe(true);
  });

  test.each([
    [
      'a file that Data Lake Storage only created',
      { data: { ...data, api: 'CreateFile', contentLength: 0 } },
    ],
    ['a file that is still open', { data: { ...data, api: 'FlushWithoutClose' } }],
    [
      'an append blob, which is filled without an event',
      { data: { ...data, api: 'PutBlob', blobType: 'AppendBlob' } },
    ],
    ['a removed file', { eventType: 'Microsoft.Storage.BlobDeleted', data: { api: 'DeleteBlob' } }],
    ['a new folder', { eventType: 'Microsoft.Storage.DirectoryCreated', data: { api: 'CreateDirectory' } }],
    ['a file in another tier', { eventType: 'Microsoft.Storage.BlobTierChanged', data: {} }],
    ['what is no file', { subject: '/blobServices/default/containers/incoming' }],
    [
      'what another service tells',
      { eventType: 'Microsoft.KeyVault.KeyNearExpiry', subject: 'key', data: {} },
    ],
  ])('%s is ignored', (_what, changes) => {
    expect(read(changes)).toBeUndefined();
  });

  test.each([
    undefined,
    'text',
    {},
    { ...ownSchema, data: {} },
    { ...ownSchema, data: { ...data, eTag: '' } },
    { ...ownSchema, eventTime: 'yesterday' },
  ])(
    'what is no event, or lacks what a finished write has, throws, and so ends in the poison queue: %j',
    (message) => {
      expect(() => parseBlobCreated(message)).toThrow();
    },
  );
});
