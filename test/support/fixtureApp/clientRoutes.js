const { app } = require('@azure/functions');
const df = require('durable-functions');

/** Lets a test call any method of the durable client that the SDK provides to functions. */
app.http('client', {
  route: 'client/{method}',
  methods: ['POST'],
  extraInputs: [df.input.durableClient()],
  handler: async (request, context) => {
    const client = df.getClient(context);
    try {
      const result = await client[request.params.method](...revived(await request.json()));
      return { jsonBody: { result: result ?? null } };
    } catch (error) {
      return { jsonBody: { error: error.message } };
    }
  },
});

app.http('checkStatus', {
  route: 'check/{id}',
  methods: ['GET'],
  extraInputs: [df.input.durableClient()],
  handler: (request, context) =>
    df.getClient(context).waitForCompletionOrCreateCheckStatusResponse(request, request.params.id, {
      timeoutInMilliseconds: 200,
      retryIntervalInMilliseconds: 50,
    }),
});

app.http('mirror', {
  route: 'mirror/{first}/{*rest}',
  methods: ['GET', 'POST', 'PUT'],
  handler: async (request) => ({
    status: 201,
    headers: { 'x-mirrored': request.headers.get('x-sent') ?? '' },
    cookies: [
      { name: 'a', value: '1', httpOnly: true, sameSite: 'Strict', path: '/' },
      { name: 'b', value: 'two words' },
    ],
    jsonBody: {
      method: request.method,
      params: request.params,
      query: Object.fromEntries(request.query),
      body: Buffer.from(await request.arrayBuffer()).toString('base64'),
    },
  }),
});

app.http('number', {
  route: 'things/{id:int}',
  methods: ['GET'],
  handler: (request) => ({ body: `number ${request.params.id}` }),
});
app.http('thing', {
  route: 'things/{id}',
  methods: ['GET'],
  handler: (request) => ({ body: `thing ${request.params.id}` }),
});
app.http('special', { route: 'things/special', methods: ['GET'], handler: () => ({ body: 'special' }) });
app.http('maybe', {
  route: 'maybe/{id?}',
  methods: ['GET'],
  handler: (request) => ({ body: request.params.id ?? 'none' }),
});
app.http('throws', {
  route: 'throws',
  methods: ['GET'],
  handler: () => {
    throw new Error('thrown on purpose');
  },
});
app.http('dies', { route: 'dies', methods: ['POST'], handler: () => process.kill(process.pid, 'SIGKILL') });
app.http('bytes', {
  route: 'bytes',
  methods: ['GET'],
  handler: () => ({
    body: Buffer.from([0, 255, 128, 10]),
    headers: { 'content-type': 'application/octet-stream' },
  }),
});
app.http('switchedOff', { route: 'switched-off', methods: ['GET'], handler: () => ({ body: 'on' }) });

/** Dates arrive as JSON texts; the client expects Date objects. */
function revived(args) {
  return args.map((value) => {
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, inner]) => [key, /^createdTime/.test(key) ? new Date(inner) : inner]),
    );
  });
}
