import type { Code } from '../../domain/kernel/identifiers/code';

/** JSON as FHIR has it; what is `undefined` is left out. */
export type Json = string | number | boolean | undefined | readonly Json[] | { readonly [key: string]: Json };

/** A resource of FHIR R4 (4.0.1). That its elements are right, the tests ask HL7's own definitions. */
export type Resource = { readonly resourceType: string; readonly [element: string]: Json };

export interface Entry {
  readonly fullUrl: string;
  readonly resource: Resource;
  readonly request: Readonly<Record<string, string>>;
}

/** FHIR's names for coding schemes of DICOM. */
const systems: Readonly<Record<string, string>> = {
  DCM: 'http://dicom.nema.org/resources/ontology/DCM',
  SCT: 'http://snomed.info/sct',
  UCUM: 'http://unitsofmeasure.org',
  LN: 'http://loinc.org',
  RADLEX: 'http://radlex.org',
  UMLS: 'http://www.nlm.nih.gov/research/umls',
};

/** A scheme without a name of FHIR's is named by what DICOM calls it. */
export function systemOf(scheme: string): string {
  return Object.hasOwn(systems, scheme) ? (systems[scheme] as string) : `urn:imaging-triage:codes:${scheme}`;
}

export function concept({ scheme, value, meaning }: Code): Json {
  return { coding: [{ system: systemOf(scheme), code: value, display: meaning }], text: meaning };
}

/** An identifier that is a UID. */
export function uidIdentifier(uid: string): { readonly system: string; readonly value: string } {
  return { system: 'urn:ietf:rfc3986', value: `urn:oid:${uid}` };
}

/**
 * Written over the one resource with this identifier, or created: sending twice makes one.
 * https://hl7.org/fhir/R4/http.html#cond-update
 */
export function putByUid(uuid: string, uid: string, resource: Resource): Entry {
  const { system, value } = uidIdentifier(uid);
  const query = `identifier=${encodeURIComponent(`${system}|${value}`)}`;
  return {
    fullUrl: `urn:uuid:${uuid}`,
    resource: { ...resource, identifier: [{ system, value }] },
    request: { method: 'PUT', url: `${resource.resourceType}?${query}` },
  };
}

/** A date of DICOM, YYYYMMDD, as FHIR writes it. */
export function fhirDate(day: string | undefined): string | undefined {
  return day === undefined ? undefined : `${day.slice(0, 4)}-${day.slice(4, 6)}-${day.slice(6)}`;
}
