import type { Pseudonyms } from '../../domain/kernel/identifiers/pseudonyms';
import type { DataSet, Element } from '../parsing/dataSet';
import { tags } from '../tags';
import { type PlainElement, textElement } from '../writing/plainElement';
import { binaryVr, bytesOfNumber, littleEndianValue } from './binaryValues';
import { cleanCodedText, textBytes, valuesOf } from './codedText';
import { standardTerm } from './codes';
import { plainTime, shiftDate } from './dates';
import { dummyText } from './dummyValues';
import type { Action, Rule } from './rules';

/** The state of a whole data set while its elements are cleaned. */
export interface Context {
  readonly pseudonyms: Pseudonyms | undefined;
  /** Replaces Patient ID. */
  readonly patient?: string;
  readonly shiftDays?: number;
  readonly keepCharacteristics: boolean;
  readonly bulkData: boolean;
  readonly enhanced: boolean;
  /** Pixel Representation, for attributes whose VR depends on it. */
  readonly signed: boolean;
  readonly clean: (item: DataSet, context: Context) => PlainElement[];
}

const coded = new Set(['AS', 'CS', 'DS', 'IS']);
const temporal = new Set(['DA', 'DT', 'TM']);
/** Dates about the patient's life are not part of the image's history. */
const birth = new Set([0x00100030, 0x00100032]);
const standardUid = /^1\.2\.840\.10008(\.(0|[1-9]\d{0,3})){1,9}$/;

/** An element as it may appear in a de-identified data set; `undefined` if it must not. */
export function cleanValue(
  dataSet: DataSet,
  element: Element,
  rule: Rule,
  context: Context,
): PlainElement | undefined {
  const { tag } = element;
  const shifted = shiftedDate(dataSet, element, rule, context);
  if (shifted !== undefined) return textElement(tag, rule.vr, shifted);
  switch (actionOf(rule, context)) {
    case 'keep':
      return kept(dataSet, element, rule, context);
    case 'empty':
      return emptied(dataSet, element, rule, context);
    case 'dummy':
      return dummy(dataSet, element, rule, context);
    case 'uid':
      return replacedUid(dataSet, element, context, false);
    default:
      return undefined;
  }
}

/**
 * Where the table leaves a choice, the object's needs decide. A dummy is always valid, but a dummy date would
 * be taken for a real one, so dates are emptied if the table allows it. No sequence needs a dummy.
 */
function actionOf({ vr, actions, characteristic }: Rule, context: Context): Action | undefined {
  if (characteristic && context.keepCharacteristics) return 'keep';
  const [first] = actions;
  if (vr === 'SQ' && first === 'dummy') return actions.at(-1);
  const undated = temporal.has(vr) && !context.enhanced;
  return undated && first === 'dummy' && actions.length > 1 ? 'empty' : first;
}

/**
 * Removes the value unless it is a standard term. Modules of enhanced objects require a value in many texts
 * that others may leave empty; there, a text that had a value says that it was removed.
 */
function emptied(
  dataSet: DataSet,
  element: Element,
  { vr, tabled }: Rule,
  { enhanced }: Context,
): PlainElement {
  const { tag } = element;
  const text = valuesOf(textBytes(dataSet, element))[0] ?? '';
  const term = standardTerm(tag, text);
  if (term !== undefined) return textElement(tag, vr, term);
  const needed =
    enhanced && !tabled && !temporal.has(vr) && element.length > 0 && element.items === undefined;
  return needed ? textElement(tag, vr, dummyText(vr) ?? '') : empty(tag, vr);
}

function empty(tag: number, vr: string): PlainElement {
  return vr === 'SQ' ? { tag, vr, value: { items: [] } } : { tag, vr, value: { bytes: new Uint8Array(0) } };
}

function shiftedDate(dataSet: DataSet, element: Element, rule: Rule, context: Context): string | undefined {
  if (context.shiftDays === undefined || !rule.tabled) return undefined;
  if (!temporal.has(rule.vr) || birth.has(element.tag) || element.length === 0) return undefined;
  const days = context.shiftDays;
  const values = valuesOf(textBytes(dataSet, element)).map((text) =>
    rule.vr === 'TM' ? plainTime(text) : shiftDate(text, days),
  );
  return values.includes(undefined) ? undefined : values.join('\\');
}

function kept(
  dataSet: DataSet,
  element: Element,
  { vr, maxValues }: Rule,
  context: Context,
): PlainElement | undefined {
  const { tag } = element;
  if (vr === 'SQ') {
    const items = (element.items ?? []).map((item) => context.clean(item, context));
    return { tag, vr, value: { items } };
  }
  if (element.items !== undefined) return undefined;
  if (vr === 'UI') return replacedUid(dataSet, element, context, true);
  if (coded.has(vr)) return textElement(tag, vr, cleanCodedText(vr, textBytes(dataSet, element), maxValues));
  const numeric = binaryVr(element.vr, vr === 'US' && signedByPixels(tag) && context.signed ? 'SS' : vr);
  if (numeric === undefined) return dummyText(vr) === undefined ? undefined : empty(tag, vr);
  if (element.length > maxValues * bytesOfNumber(numeric)) return empty(tag, numeric);
  const bytes = littleEndianValue(dataSet, element, numeric);
  return bytes && { tag, vr: numeric, value: { bytes } };
}

/** Attributes whose VR is US or SS depending on Pixel Representation, PS3.3 C.7.6.3: those that hold pixel values. */
function signedByPixels(tag: number): boolean {
  return (tag >= 0x00280106 && tag <= 0x00280111) || tag === 0x00280120 || tag === 0x00280121;
}

function replacedUid(
  dataSet: DataSet,
  element: Element,
  { pseudonyms }: Context,
  keepStandard: boolean,
): PlainElement | undefined {
  const values = valuesOf(textBytes(dataSet, element)).map((uid) => {
    if (keepStandard && standardUid.test(uid)) return uid;
    return uid === '' ? '' : pseudonyms?.uid(uid);
  });
  if (values.includes(undefined)) return undefined;
  return textElement(element.tag, 'UI', values.join('\\'));
}

function dummy(dataSet: DataSet, element: Element, { vr }: Rule, context: Context): PlainElement | undefined {
  const { tag } = element;
  if (vr === 'UI') return replacedUid(dataSet, element, context, false);
  if (vr === 'SQ') return { tag, vr, value: { items: [[]] } };
  if (vr === 'UN') return undefined;
  if (tag === tags.patientId) return textElement(tag, vr, context.patient ?? dummyText(vr) ?? '');
  const text = dummyText(vr);
  if (text !== undefined) return textElement(tag, vr, text);
  return { tag, vr, value: { bytes: new Uint8Array(8) } };
}
