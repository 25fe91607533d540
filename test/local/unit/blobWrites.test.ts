import { blobPutBy } from '../../../src/local/azurite/blobWrites';

const of = (url: string, method = 'PUT') => blobPutBy({ method, url });

test('a request that puts a blob names it, as it is listed', () => {
  const blob = { container: 'incoming', name: 'ward 1/a+b%.dcm' };
  for (const query of ['', '?comp=blocklist&timeout=30', '?comp=metadata'])
    expect(of(`/account/incoming/ward%201/a+b%25.dcm${query}`)).toEqual(blob);
});

test('requests that put none are left out', () => {
  const none = [
    of('/account/incoming/a.dcm', 'GET'),
    of('/account/incoming/a.dcm?comp=block&blockid=AA'),
    of('/account/incoming/a.dcm?comp=lease'),
    of('/account/incoming?restype=container'),
    of('/account/incoming/%E0%A4%A'),
    blobPutBy(undefined),
  ];
  expect(none).toEqual(none.map(() => undefined));
});
