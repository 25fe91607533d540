import { PassThrough } from 'node:stream';
import { showProgress } from '../../../src/cli/terminal/progress';

function stream(isTTY: boolean) {
  const through = Object.assign(new PassThrough(), { isTTY, columns: 100 });
  const text = () => String(through.read() ?? '');
  return { through, text };
}

test('in a log it writes plain lines: the first, now and then one, and always the last', () => {
  const { through, text } = stream(false);
  const progress = showProgress(through, 3, 'files');
  progress.update(1, '1 analysed');
  progress.update(2, '2 analysed');
  progress.say('x.dcm cannot be read.');
  progress.update(3, '3 analysed');
  progress.end();
  expect(text()).toBe('1/3 files: 1 analysed\nx.dcm cannot be read.\n3/3 files: 3 analysed\n');
});

test('on a terminal it draws a bar, and messages stay', () => {
  const { through, text } = stream(true);
  const progress = showProgress(through, 4, 'files');
  progress.update(1, '');
  progress.say('x.dcm cannot be read.');
  progress.update(4, '3 analysed · 1 quarantined');
  progress.end();
  const drawn = text();
  expect(drawn).toContain('x.dcm cannot be read.\n');
  expect(drawn).toContain('4/4 files');
  expect(drawn).toContain('3 analysed · 1 quarantined');
});
