/** It says that it is ready, and ends when it is given work, before it has begun. */
const { BlockingPipe } = require('../../../dist/decoder/child/blockingPipe');
const { encodeHead, frameTypes, requestPipe } = require('../../../dist/decoder/protocol');

const pipe = new BlockingPipe(requestPipe);
pipe.write(encodeHead({ type: frameTypes.ready, jsonBytes: 2, partBytes: 0 }));
pipe.write(Buffer.from('{}'));
pipe.read(1);
