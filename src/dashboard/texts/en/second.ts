/** The window on a second screen. */
export const second = {
  title: 'Second window',
  pictures: 'Pictures',
  follows: 'Second window: follows the study that the first window shows.',
  none: 'The first window shows no study.',
  alone: 'The first window is gone or does not answer, so nothing is shown. Open this window from a study.',
  /** In the first window. */
  blocked: 'The browser does not allow another window for this page. Allow it in its settings.',
};
