import { Fhir } from 'fhir';
import { resultBundle } from '../../src/interchange/fhir/bundle';
import type { Entry } from '../../src/interchange/fhir/resource';
import { sampleReport, sampleReview } from './sampleReport';

/** With the definitions of FHIR R4 by HL7, which the package carries. */
const fhir = new Fhir();

const bundles = {
  preliminary: resultBundle(sampleReport()),
  final: resultBundle(sampleReport(sampleReview)),
  amended: resultBundle(sampleReport(sampleReview), { wasFinal: true }),
  'without what a site may leave out': resultBundle(
    { ...sampleReport(), site: { release: '0.1.0' } },
    { withProvenance: false },
  ),
};
type Name = keyof typeof bundles;

function entriesOf(name: Name): Entry[] {
  return bundles[name].entry as unknown as Entry[];
}

function only(name: Name, type: string): Record<string, unknown> {
  const found = entriesOf(name).filter(({ resource }) => resource.resourceType === type);
  expect(found).toHaveLength(1);
  return found[0]?.resource as Record<string, unknown>;
}

it.each(Object.keys(bundles) as Name[])('is valid by the definitions of R4: %s', (name) => {
  const { messages } = fhir.validate(bundles[name], { errorOnUnexpected: true });
  expect(messages.filter(({ severity }) => severity === 'error' || severity === 'fatal')).toEqual([]);
});

it('would not be found valid with a wrong element', () => {
  const broken = structuredClone(bundles.final) as unknown as {
    entry: { resource: Record<string, unknown> }[];
  };
  (broken.entry[0] as (typeof broken.entry)[0]).resource.status = 'bogus';
  expect(fhir.validate(broken as never, { errorOnUnexpected: true }).valid).toBe(false);
});

it('writes every resource over the one with its identifier, the same when it is sent again', () => {
  expect(resultBundle(sampleReport())).toEqual(bundles.preliminary);
  for (const { request, resource } of entriesOf('preliminary')) {
    expect(request.method).toBe('PUT');
    expect(request.url).toMatch(
      new RegExp(
        `^${resource.resourceType}(\\?identifier=urn%3Aietf%3Arfc3986%7Curn%3Aoid%3A2\\.25\\.\\d+|/[0-9a-f-]{36})$`,
      ),
    );
  }
  const urls = (name: Name) =>
    entriesOf(name).flatMap(({ request }) => (request.url?.startsWith('Provenance') ? [] : [request.url]));
  expect(urls('amended')).toEqual(urls('preliminary'));
  expect(new Set(urls('preliminary')).size).toBe(urls('preliminary').length);
});

it('refers only to what the bundle holds, or to what the receiver knows by an identifier', () => {
  const urls = new Set(entriesOf('final').map(({ fullUrl }) => fullUrl));
  const references = [...JSON.stringify(bundles.final).matchAll(/"reference":"([^"]+)"/g)].map(
    ([, url]) => url,
  );
  expect(references.length).toBeGreaterThan(5);
  for (const url of references) expect(urls).toContain(url);
});

it('says of each picture that was not analysed that it was not, and why', () => {
  const absent = entriesOf('preliminary').flatMap(({ resource }) =>
    'dataAbsentReason' in resource ? [resource.dataAbsentReason] : [],
  );
  expect(absent).toMatchObject([
    { coding: [{ code: 'not-performed' }], text: "No model is intended for this image's view." },
    { coding: [{ code: 'error' }], text: 'The model failed on this image.' },
  ]);
  expect(only('preliminary', 'DiagnosticReport').conclusion).toContain(
    'Not analysed: 2 of 3 pictures. That does not mean normal.',
  );
});

it('goes from preliminary to final with the reader, and is amended after that', () => {
  expect(only('preliminary', 'DiagnosticReport').status).toBe('preliminary');
  expect(only('preliminary', 'Task').status).toBe('requested');
  expect(only('final', 'DiagnosticReport')).toMatchObject({
    status: 'final',
    resultsInterpreter: [{ display: 'Rita Reader' }],
  });
  expect(only('final', 'Task')).toMatchObject({ status: 'completed', priority: 'urgent' });
  expect(only('amended', 'DiagnosticReport').status).toBe('amended');
});
