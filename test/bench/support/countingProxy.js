const http = require('node:http');
const { transactionOf } = require('./transactions');

/**
 * Stands before an account of Azurite and counts what is asked of it. Signatures hold behind it: they are over
 * the path, not over the address.
 *
 * @param connectionString of the account, with an address for each service
 * @returns { connectionString, take, close }: the account through this proxy; `take()` returns a Map from
 *   'sender|service|operation|billed' to how many there were since the last one
 */
async function countingProxy(connectionString, hubName) {
  let counts = new Map();
  const count = (request) => {
    const { sender, service, operation, billed } = transactionOf(request, hubName);
    const key = [sender, service, operation, billed].join('|');
    counts.set(key, (counts.get(key) ?? 0) + 1);
  };
  const servers = [];
  let through = connectionString;
  for (const service of ['blob', 'queue', 'table']) {
    const [, origin] = new RegExp(`${service}Endpoint=(http://[^/;]+)`, 'i').exec(connectionString);
    const server = await listen(service, new URL(origin), count);
    servers.push(server);
    through = through.replace(origin, `http://127.0.0.1:${server.address().port}`);
  }
  return {
    connectionString: through,
    take: () => {
      const taken = counts;
      counts = new Map();
      return taken;
    },
    close: () => {
      for (const server of servers) {
        server.close();
        server.closeAllConnections();
      }
    },
  };
}

async function listen(service, target, count) {
  const agent = new http.Agent({ keepAlive: true });
  const server = http.createServer((request, response) => {
    const { method, headers, url } = request;
    const { pathname: path, searchParams: query } = new URL(url, target);
    const options = { host: target.hostname, port: target.port, method, path: url, headers, agent };
    const onward = http.request(options, (answer) => {
      let answerBytes = 0;
      answer.on('data', (part) => {
        answerBytes += part.length;
      });
      answer.on('end', () => count({ service, method, path, query, headers, answerBytes }));
      response.writeHead(answer.statusCode, answer.rawHeaders);
      answer.pipe(response);
    });
    onward.on('error', () => response.destroy());
    response.on('close', () => onward.destroy());
    request.pipe(onward);
  });
  // As long as the clients like: one that was closed as a request came would be an error.
  server.keepAliveTimeout = 0;
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}

module.exports = { countingProxy };
