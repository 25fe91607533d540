const http = require('node:http');

/**
 * Stands before an account of Azurite. Signatures hold behind it: they are over the path, not over the address.
 *
 * @param connectionString of the account, with an address for each service
 * @param answered is told of each request once it was answered: `service`, `method`, `path` (with the account), `query`,
 *   `headers`, and `answerBytes`, the length of the answer's body
 * @param refuses called with `service`, `method`, `path` and `query` before a request goes on (`'before'`), and before its
 *   answer goes back (`'after'`). Where it returns true, the caller is told of a failure that no client repeats
 * @returns { connectionString, close }: the account through this proxy
 */
async function storageProxy(connectionString, { answered = () => {}, refuses = () => false }) {
  const servers = [];
  let through = connectionString;
  for (const service of ['blob', 'queue', 'table']) {
    const [, origin] = new RegExp(`${service}Endpoint=(http://[^/;]+)`, 'i').exec(connectionString);
    const server = await listen(service, new URL(origin), { answered, refuses });
    servers.push(server);
    through = through.replace(origin, `http://127.0.0.1:${server.address().port}`);
  }
  return {
    connectionString: through,
    close: () => {
      for (const server of servers) {
        server.close();
        server.closeAllConnections();
      }
    },
  };
}

async function listen(service, target, { answered, refuses }) {
  const agent = new http.Agent({ keepAlive: true });
  const server = http.createServer((request, response) => {
    const { method, headers, url } = request;
    const { pathname: path, searchParams: query } = new URL(url, target);
    const asked = { service, method, path, query };
    if (refuses('before', asked)) return refuse(request, response);
    const options = { host: target.hostname, port: target.port, method, path: url, headers, agent };
    const onward = http.request(options, (answer) => {
      let answerBytes = 0;
      answer.on('data', (part) => {
        answerBytes += part.length;
      });
      answer.on('end', () => answered({ ...asked, headers, answerBytes }));
      if (refuses('after', asked)) return refuse(answer, response);
      response.writeHead(answer.statusCode, answer.rawHeaders);
      answer.pipe(response);
    });
    onward.on('error', () => response.destroy());
    response.on('close', () => onward.destroy());
    request.pipe(onward);
  });
  // As long as the clients like: one that was closed as a request came would be an error.
  server.keepAliveTimeout = 0;
  server.on('close', () => agent.destroy());
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}

/** Once the rest of `stream` has passed. */
function refuse(stream, response) {
  stream.resume();
  stream.on('end', () => {
    response.writeHead(418);
    response.end();
  });
}

module.exports = { storageProxy };
