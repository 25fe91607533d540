import type { DataSet, Element } from '../parsing/dataSet';
import { tags } from '../tags';
import { type PlainElement, textElement } from '../writing/plainElement';
import { textBytes, valuesOf } from './codedText';
import { publicCode } from './codes';
import type { DeidentificationOptions } from './options';
import { type Rule, ruleOf } from './rules';
import { statementOf, statementTags } from './statement';
import { withoutComments } from './streamComments';
import { type Context, cleanValue } from './values';

const codeValue = 0x00080100;
const codingSchemeDesignator = 0x00080102;
const codeMeaning = 0x00080104;

const pixelGroup = 0x7fe0;

/** Attributes that mark enhanced objects and waveforms, whose modules require values in many attributes. */
const demanding = [tags.sharedFunctionalGroups, tags.perFrameFunctionalGroups, 0x54000100];

/**
 * A data set without anything that could identify the patient: PS3.15 Annex E, Basic Application Level
 * Confidentiality Profile, with the requested options. It fails closed: whatever no list names is dropped,
 * including private attributes and unknown VRs; text in standard attributes is emptied although the profile
 * would let much of it pass; codes and numbers stay only if they have the form of one. Sequence items are
 * treated the same way.
 *
 * The data set is not changed. Bulk data values in the result are views on the file's bytes.
 */
export function deidentify(dataSet: DataSet, options: DeidentificationOptions): PlainElement[] {
  const context = contextOf(dataSet, options);
  const elements = cleanDataSet(dataSet, context).filter(({ tag }) => !statementTags.has(tag));
  return [...elements, ...statementOf(context)].sort((a, b) => a.tag - b.tag);
}

function contextOf(dataSet: DataSet, options: DeidentificationOptions): Context {
  const { pseudonyms } = options;
  const patient = firstValue(dataSet, tags.patientId);
  const person = patient || firstValue(dataSet, tags.studyInstanceUid);
  return {
    pseudonyms,
    ...(pseudonyms && patient ? { patient: pseudonyms.patient(patient) } : {}),
    ...(pseudonyms && person && options.shiftDates ? { shiftDays: -pseudonyms.daysEarlier(person) } : {}),
    keepCharacteristics: options.keepCharacteristics,
    bulkData: options.bulkData,
    enhanced: demanding.some((tag) => dataSet.get(tag) !== undefined),
    signed: firstByte(dataSet, tags.pixelRepresentation) === 1,
    // Pixel data inside an item belongs to another picture than the one that was examined.
    clean: (item, context) => cleanDataSet(item, context).filter(({ tag }) => tag >>> 16 !== pixelGroup),
  };
}

/** The values of one level, without private and unknown attributes. */
function cleanDataSet(dataSet: DataSet, context: Context): PlainElement[] {
  const code = cleanCode(dataSet);
  const clean = [...dataSet.elements.values()].flatMap((element) => {
    const rule = ruleOf(element.tag);
    if (rule === undefined || (rule.vr.startsWith('O') && !context.bulkData)) return [];
    const result = cleanElement(dataSet, element, rule, context);
    return result === undefined || code.some(({ tag }) => tag === element.tag) ? [] : [result];
  });
  return [...clean, ...code];
}

function cleanElement(
  dataSet: DataSet,
  element: Element,
  rule: Rule,
  context: Context,
): PlainElement | undefined {
  if (element.fragments === undefined) return cleanValue(dataSet, element, rule, context);
  if (element.tag !== tags.pixelData) return undefined;
  const { bytes } = dataSet.source;
  const fragments = element.fragments.map(({ offset, length }) => bytes.subarray(offset, offset + length));
  return { tag: element.tag, vr: 'OB', value: { fragments: withoutComments(fragments) } };
}

/** A coded concept, PS3.3 8.8, from a public scheme. Its meaning is free text, so the code takes its place. */
function cleanCode(dataSet: DataSet): PlainElement[] {
  const value = firstValue(dataSet, codeValue);
  const code = publicCode({ value, scheme: firstValue(dataSet, codingSchemeDesignator) });
  if (code === undefined) return [];
  return [
    textElement(codeValue, 'SH', code.value),
    textElement(codingSchemeDesignator, 'SH', code.scheme),
    textElement(codeMeaning, 'LO', code.value),
  ];
}

function firstValue(dataSet: DataSet, tag: number): string {
  const element = dataSet.get(tag);
  return element === undefined ? '' : (valuesOf(textBytes(dataSet, element))[0] ?? '');
}

/** The low byte of an unsigned short. */
function firstByte(dataSet: DataSet, tag: number): number | undefined {
  const element = dataSet.get(tag);
  if (element === undefined || element.length !== 2) return undefined;
  return dataSet.value(element)[dataSet.source.littleEndian ? 0 : 1];
}
