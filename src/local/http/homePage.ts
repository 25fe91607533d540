import type { FunctionRoute } from './functionRoutes';
import type { HttpReply } from './messages';

/** The page at the root of an app that serves nothing there itself: a list of its HTTP functions. */
export function homePage(routes: readonly FunctionRoute[]): HttpReply {
  const rows = routes.map(({ target, route, methods }) => {
    const path = `/${route.template.replace(/^\//, '')}`;
    const shown =
      methods.includes('GET') && !path.includes('{')
        ? `<a href="${escaped(path)}">${escaped(path)}</a>`
        : escaped(path);
    return `<tr><td>${escaped(target.name)}</td><td>${escaped(methods.join(', '))}</td><td>${shown}</td></tr>`;
  });
  const body = `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>Function app</title></head>
<body>
<h1>The function app is running</h1>
<table>
<caption>HTTP functions</caption>
<thead><tr><th scope="col">Function</th><th scope="col">Methods</th><th scope="col">Route</th></tr></thead>
<tbody>
${rows.join('\n')}
</tbody>
</table>
</body>
</html>
`;
  return { status: 200, headers: { 'content-type': 'text/html; charset=utf-8' }, body };
}

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
}
