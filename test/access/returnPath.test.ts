import { returnPath } from '../../src/access/returnPath';
import { pageRoutes } from '../../src/contract/routes/pages';
import { english } from '../../src/dashboard/texts/en/english';

const values: Readonly<Record<string, string>> = {
  'studies/{id}': `studies/${'0af'.repeat(21)}0`,
  'models/{id}/{version}': 'models/chest-opacity/2.2.0',
  '{root:maxlength(0)?}': '',
};

const paths = Object.values(pageRoutes)
  .filter(({ right, answer }) => right === 'use-dashboard' && answer === 'text/html')
  .flatMap(({ path }) =>
    path === 'site/{page}'
      ? Object.keys(english.site.pages).map((one) => `site/${one}`)
      : [values[path] ?? path],
  );

test.each(paths)('after signing in, /%s is there again', (path) => {
  expect(returnPath(`/${path}`)).toBe(`/${path}`);
});

test.each([
  undefined,
  null,
  '',
  '//elsewhere.example',
  'https://elsewhere.example/worklist',
  '/\\elsewhere.example',
  '/site/..//elsewhere.example',
  '/studies/DOE^JANE',
  '/worklist?search=Doe',
  '/api/studies',
  '/sign-in',
])('%j is no page to come back to', (path) => {
  expect(returnPath(path)).toBe('/');
});
