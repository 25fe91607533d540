import type { Vocabulary } from '../vocabulary';

const whatToDo =
  'Do not use it. Tell the administrator, who runs “triage audit verify” and puts back what was changed.';

export const changedOutside: Vocabulary['changedOutside'] = {
  answer: `This was changed outside the app, so it is not shown. ${whatToDo}`,
  title: 'This study was changed outside the app.',
  whatToDo: `What was changed is not shown, and the study cannot be signed. ${whatToDo}`,
  line: 'changed outside the app',
};
