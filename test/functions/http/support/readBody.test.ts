import { HttpRequest } from '@azure/functions';
import { readBody, readJson } from '../../../../src/functions/http/support/readBody';

const url = 'http://127.0.0.1/api/worklist/search';
const chunk = Buffer.alloc(1000, 'a');

/** A request whose body goes on for as long as it is read; counts what was. */
function endless() {
  let sent = 0;
  const body = new ReadableStream({
    pull: (controller) => {
      sent += chunk.length;
      controller.enqueue(chunk);
    },
  });
  return { request: { headers: new Headers(), body }, sent: () => sent };
}

test('a body without an end is read as far as the limit, and then cancelled', async () => {
  const { request, sent } = endless();
  await expect(readBody(request, 5000)).rejects.toMatchObject({ status: 413, code: 'too-large' });
  expect(sent()).toBeLessThanOrEqual(8000);
});

test('a stated length over the limit is refused unread', async () => {
  const { request, sent } = endless();
  const stating = { ...request, headers: new Headers({ 'content-length': '5001' }) };
  await expect(readBody(stating, 5000)).rejects.toThrow('larger than 5 kB');
  // A stream fetches its first chunk before anybody reads.
  expect(sent()).toBeLessThanOrEqual(chunk.length);
});

test('the limit itself is taken, and counts bytes and not letters', async () => {
  const of = (text: string) => new HttpRequest({ method: 'POST', url, body: { string: text } });
  expect((await readBody(of('é'.repeat(500)), 1000)).length).toBe(1000);
  await expect(readBody(of('é'.repeat(501)), 1000)).rejects.toMatchObject({ status: 413 });
  expect(await readJson(of('{"text":"é"}'))).toEqual({ text: 'é' });
  await expect(readJson(of('{'))).rejects.toMatchObject({ status: 400, code: 'bad-body' });
  expect((await readBody(new HttpRequest({ method: 'POST', url }), 10)).length).toBe(0);
});

test('a body that is sent without its length is asked for with one: the host does not pass it on', async () => {
  const headers = new Headers({ 'transfer-encoding': 'chunked' });
  await expect(readBody({ headers, body: null }, 10)).rejects.toMatchObject({
    status: 411,
    code: 'length-required',
  });
});
