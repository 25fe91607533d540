import { HttpPeer, type PeerAnswer, type PeerRequest, type Scripted } from './httpPeer';

interface Resource {
  readonly resourceType: string;
  readonly id?: string;
  readonly identifier?: readonly { readonly system: string; readonly value: string }[];
  readonly [element: string]: unknown;
}

interface Entry {
  readonly resource: Resource;
  readonly request: { readonly method: string; readonly url: string };
}

/**
 * A FHIR server as far as transactions of conditional and plain updates go, https://hl7.org/fhir/R4/http.html#cond-update:
 * one match is written over, none creates, several are 412. It answers by the script first, and works once that is
 * through; `lost` works, and the answer gets lost on its way.
 */
export class FhirServer {
  readonly resources: Resource[] = [];
  readonly peer: HttpPeer;

  constructor(readonly script: (Scripted | 'lost')[] = []) {
    this.peer = new HttpPeer((request) => this.#answer(request));
  }

  of(type: string): Resource[] {
    return this.resources.filter(({ resourceType }) => resourceType === type);
  }

  #answer({ body }: PeerRequest): Scripted {
    const next = this.script.shift();
    if (next !== undefined && next !== 'lost') return next;
    const answer = this.#transaction(JSON.parse(body.toString('utf8')).entry);
    return next === 'lost' ? 'drop' : answer;
  }

  #transaction(entries: readonly Entry[]): PeerAnswer {
    const places = entries.map((entry) => this.#placesOf(entry));
    if (places.some(({ length }) => length > 1))
      return { status: 412, body: outcome('several resources match') };
    const response = entries.map(({ resource }, index) => {
      const [at] = places[index] ?? [];
      if (at === undefined) this.resources.push(resource);
      else this.resources[at] = resource;
      return { response: { status: at === undefined ? '201 Created' : '200 OK' } };
    });
    const bundle = { resourceType: 'Bundle', type: 'transaction-response', entry: response };
    return {
      status: 200,
      headers: { 'content-type': 'application/fhir+json' },
      body: JSON.stringify(bundle),
    };
  }

  #placesOf({ resource, request }: Entry): number[] {
    const [type, query] = request.url.split('?');
    const searched = new URLSearchParams(query ?? '').get('identifier');
    return this.resources.flatMap((known, at) => {
      const isSame =
        searched === null
          ? `${known.resourceType}/${known.id}` === type
          : known.resourceType === resource.resourceType &&
            known.identifier?.some(({ system, value }) => `${system}|${value}` === searched);
      return isSame ? [at] : [];
    });
  }
}

export function outcome(diagnostics: string): string {
  return JSON.stringify({
    resourceType: 'OperationOutcome',
    issue: [{ severity: 'error', code: 'x', diagnostics }],
  });
}
