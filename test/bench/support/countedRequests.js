const diagnostics = require('node:diagnostics_channel');

/** Counts what this process asks of other servers from now on. @returns ends it, with what there was */
function countRequests() {
  const requests = [];
  const started = ({ request }) => {
    const sent = Number(request.getHeader('content-length') ?? 0);
    requests.push({ method: request.method, path: request.path, sent });
  };
  diagnostics.subscribe('http.client.request.start', started);
  return () => {
    diagnostics.unsubscribe('http.client.request.start', started);
    return requests;
  };
}

module.exports = { countRequests };
