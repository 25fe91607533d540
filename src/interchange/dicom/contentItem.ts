import { tags } from '../../dicom/tags';
import { type PlainElement, sequenceElement } from '../../dicom/writing/plainElement';
import type { Code } from '../../domain/kernel/identifiers/code';
import { textOf } from './elements';
import { srTags } from './srTags';

/** An item of the document content tree, PS3.3 C.17.3. */
export type ContentItem = readonly PlainElement[];

export type Relationship =
  | 'CONTAINS'
  | 'HAS ACQ CONTEXT'
  | 'HAS CONCEPT MOD'
  | 'HAS OBS CONTEXT'
  | 'HAS PROPERTIES'
  | 'INFERRED FROM';

/** An instance that an item speaks of. */
export interface InstanceReference {
  readonly sopClass: string;
  readonly sopInstanceUid: string;
}

/** Macro Code Sequence, PS3.3 8.8. */
export function codeElement(tag: number, { scheme, value, meaning }: Code): PlainElement {
  return sequenceElement(tag, [
    [
      textOf(tags.codeValue, 'SH', value),
      textOf(tags.codingSchemeDesignator, 'SH', scheme),
      textOf(srTags.codeMeaning, 'LO', meaning),
    ],
  ]);
}

function item(
  relationship: Relationship,
  type: string,
  concept: Code | undefined,
  value: readonly PlainElement[],
  children: readonly ContentItem[],
): ContentItem {
  return [
    textOf(srTags.relationshipType, 'CS', relationship),
    textOf(srTags.valueType, 'CS', type),
    ...(concept === undefined ? [] : [codeElement(tags.conceptNameCodeSequence, concept)]),
    ...value,
    ...contentOf(children),
  ];
}

/** An item's children, if it has any. */
export function contentOf(children: readonly ContentItem[]): PlainElement[] {
  return children.length === 0 ? [] : [sequenceElement(tags.contentSequence, children)];
}

/** @param children at least one: an empty container says nothing, and some readers refuse it */
export function container(concept: Code, children: readonly ContentItem[]): ContentItem {
  const continuity = textOf(srTags.continuityOfContent, 'CS', 'SEPARATE');
  return item('CONTAINS', 'CONTAINER', concept, [continuity], children);
}

export function codeItem(
  relationship: Relationship,
  concept: Code,
  value: Code,
  children: readonly ContentItem[] = [],
): ContentItem {
  return item(relationship, 'CODE', concept, [codeElement(srTags.conceptCode, value)], children);
}

export function textItem(relationship: Relationship, concept: Code, text: string): ContentItem {
  return item(relationship, 'TEXT', concept, [textOf(srTags.textValue, 'UT', text)], []);
}

export function uidItem(relationship: Relationship, concept: Code, uid: string): ContentItem {
  return item(relationship, 'UIDREF', concept, [textOf(srTags.uid, 'UI', uid)], []);
}

export function nameItem(relationship: Relationship, concept: Code, name: string): ContentItem {
  return item(relationship, 'PNAME', concept, [textOf(srTags.personName, 'PN', personName(name))], []);
}

/** A printed name as a family name alone: which part of it is which cannot be known. PS3.5 6.2.1. */
export function personName(printed: string): string {
  return printed.replace(/[\^=]/g, ' ');
}

/** @param value at most 16 characters, as DS allows */
export function numberItem(
  concept: Code,
  value: string,
  unit: Code,
  children: readonly ContentItem[] = [],
): ContentItem {
  const measured = [textOf(srTags.numericValue, 'DS', value), codeElement(srTags.measurementUnits, unit)];
  return item('CONTAINS', 'NUM', concept, [sequenceElement(srTags.measuredValue, [measured])], children);
}

export function imageItem(
  relationship: Relationship,
  concept: Code | undefined,
  { sopClass, sopInstanceUid }: InstanceReference,
  children: readonly ContentItem[] = [],
): ContentItem {
  const reference = [
    textOf(srTags.referencedSopClassUid, 'UI', sopClass),
    textOf(tags.referencedSopInstanceUid, 'UI', sopInstanceUid),
  ];
  return item(
    relationship,
    'IMAGE',
    concept,
    [sequenceElement(tags.referencedSopSequence, [reference])],
    children,
  );
}
