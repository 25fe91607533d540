import { isId } from '../../domain/kernel/identifiers/ids';
import { type OutputForm, outputForms } from '../../domain/outputs/form';
import { type OutputPlace, receiverNameSchema } from '../../domain/outputs/receiver';

/** `{studyId}/{receiver}/{form}`. */
export function pathOf({ studyId, receiver, form }: OutputPlace): string {
  return `${studyId}/${receiver}/${form}`;
}

/** Undefined if the path names no output. */
export function placeOf(path: string): OutputPlace | undefined {
  const [studyId, receiver, form, ...more] = path.split('/');
  if (!isId(studyId) || !receiverNameSchema.safeParse(receiver).success || !isForm(form)) return undefined;
  return more.length === 0 && receiver !== undefined ? { studyId, receiver, form } : undefined;
}

function isForm(text: string | undefined): text is OutputForm {
  return outputForms.some((form) => form === text);
}
