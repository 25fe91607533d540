/** A process that was taken over: it speaks on the pipe as the file says, without keeping to the protocol. */
const { BlockingPipe } = require('../../../dist/decoder/child/blockingPipe');
const {
  decodeHead,
  encodeHead,
  frameTypes,
  headBytes,
  requestPipe,
} = require('../../../dist/decoder/protocol');

const pipe = new BlockingPipe(requestPipe);
const send = (type, json, partBytes = 0) =>
  pipe.write(Buffer.concat([encodeHead({ type, jsonBytes: json.length, partBytes }), Buffer.from(json)]));

send(frameTypes.ready, '{}');
const { jsonBytes, partBytes } = decodeHead(pipe.read(headBytes));
pipe.read(jsonBytes);
const orders = {
  garbage: () => pipe.write(Buffer.from('this is no frame of any kind, and goes on and on')),
  'no json': () => send(frameTypes.refusal, 'nonsense'),
  'long json': () => pipe.write(encodeHead({ type: frameTypes.refusal, jsonBytes: 2 ** 31, partBytes: 0 })),
  'unknown code': () => send(frameTypes.refusal, '{"code":"all-is-well","detail":{}}'),
  'a name as a value': () => send(frameTypes.refusal, '{"code":"truncated","detail":{"value":"Doe^John"}}'),
  'large refusal': () => send(frameTypes.refusal, '{"code":"truncated","detail":{}}', 2 ** 33),
  'begins twice': () => send(frameTypes.begun, '{}'),
  'ready in between': () => send(frameTypes.ready, '{}'),
  'unknown frame': () => send(99, '{}'),
};
const order = orders[pipe.read(partBytes).toString()];
send(frameTypes.begun, '{}');
order();
// It stays, so that it is the answer that ends it.
pipe.read(1);
