import { viewerKeys } from '../viewer/input/keys';

export interface KeyHelp {
  /** Separated by spaces. */
  readonly keys: string;
  readonly does: string;
}

/** What `?` shows, by page. */
export const keyHelp: readonly { readonly title: string; readonly keys: readonly KeyHelp[] }[] = [
  {
    title: 'Everywhere',
    keys: [
      { keys: '?', does: 'Show the keys' },
      { keys: 'g', does: 'Go to the worklist' },
      { keys: 'u', does: 'Undo your last signature, while the countdown runs' },
      { keys: 'Esc', does: 'Close a dialog, leave a filter, or cancel an unsigned decision' },
    ],
  },
  {
    title: 'Worklist',
    keys: [
      { keys: 'j ↓', does: 'Next study' },
      { keys: 'k ↑', does: 'Previous study' },
      { keys: 'Enter', does: 'Open the study' },
      { keys: 'w', does: 'Why this rank' },
      { keys: '/', does: 'Search' },
      { keys: '1 2 3 4 5 6', does: 'Tabs, from the left' },
    ],
  },
  {
    title: 'Study',
    keys: [
      { keys: 'a', does: 'Accept the priority; Enter signs' },
      { keys: 'o', does: 'Override: priority, reason, Enter signs' },
      { keys: 'c', does: 'Cannot assess; Enter signs' },
      { keys: 'n', does: 'Next study that awaits review and was not opened yet' },
      { keys: 'j k', does: 'Next, previous study of the list that you came from' },
      { keys: 'p', does: 'Earlier images beside this one' },
    ],
  },
  { title: 'Picture', keys: viewerKeys },
];
