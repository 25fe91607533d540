import { texts } from '../language/language';
import { viewerKeys } from '../viewer/input/keys';

export interface KeyHelp {
  /** Separated by spaces. */
  readonly keys: string;
  readonly does: string;
}

/** What `?` shows, by page. */
export function keyHelp(): readonly { readonly title: string; readonly keys: readonly KeyHelp[] }[] {
  const { keyGroups: titles, keyHelp: does } = texts.parts;
  return [
    {
      title: titles.everywhere,
      keys: [
        { keys: '?', does: does.help },
        { keys: 'g', does: does.worklist },
        { keys: 'u', does: does.undo },
        { keys: 'Esc', does: does.escape },
      ],
    },
    {
      title: titles.worklist,
      keys: [
        { keys: 'j ↓', does: does.nextStudy },
        { keys: 'k ↑', does: does.previousStudy },
        { keys: 'Enter', does: does.open },
        { keys: 'w', does: does.why },
        { keys: '/', does: does.search },
        { keys: '1 2 3 4 5 6', does: does.tabs },
      ],
    },
    {
      title: titles.study,
      keys: [
        { keys: 'a', does: does.accept },
        { keys: 'o', does: does.override },
        { keys: 'c', does: does.cannotAssess },
        { keys: 'n', does: does.next },
        { keys: 'j k', does: does.neighbours },
        { keys: 'p', does: does.earlier },
      ],
    },
    { title: titles.picture, keys: viewerKeys() },
  ];
}
