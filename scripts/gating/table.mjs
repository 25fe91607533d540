/** A Markdown table of shares with Wilson's 95 % intervals. */

const z = 1.959964;

/** Wilson's interval (1927) of `count` in `n`. */
export function wilson(count, n) {
  const p = count / n;
  const centre = (p + (z * z) / (2 * n)) / (1 + (z * z) / n);
  const reach = (z / (1 + (z * z) / n)) * Math.sqrt((p * (1 - p)) / n + (z * z) / (4 * n * n));
  return [count === 0 ? 0 : centre - reach, count === n ? 1 : centre + reach];
}

const percent = (share) =>
  share === 0 || share >= 0.0995 ? (100 * share).toFixed(0) : (100 * share).toFixed(1);

function cell(count, n) {
  const [low, high] = wilson(count, n);
  return `${percent(count / n)} % (${percent(low)}–${percent(high)})`;
}

function reasonsOf({ reasons, n }) {
  return [...reasons]
    .sort(([, a], [, b]) => b - a)
    .filter(([, count]) => count >= 0.01 * n)
    .slice(0, 3)
    .map(([reason, count]) => `\`${reason}\` ${count}`)
    .join(', ');
}

function block(rows, heading, count, gate) {
  const head = ['pictures', 'n', 'attributes, picture', '+ lung field', `+ gate`, 'why, of all'];
  const lines = rows.map((row) => {
    const counts = row.passed.map((passed) => cell(count(row, passed), row.n));
    return [
      row.name,
      row.n,
      counts[0],
      counts[1],
      gate === undefined ? 'no gate' : counts[2],
      reasonsOf(row),
    ];
  });
  return [
    `**${heading}**`,
    '',
    ...[head, head.map(() => '---'), ...lines].map((line) => `| ${line.join(' | ')} |`),
  ].join('\n');
}

export function tableOf(rows, { classifier, gate }) {
  const [others, chests] = ['out', 'in'].map((meant) => rows.filter((row) => row.meant === meant));
  const parts = [`Measured with ${classifier}${gate === undefined ? '' : ` and the gate ${gate}`}.`];
  if (others.length > 0)
    parts.push(
      block(
        others,
        'Wrongly let through, of pictures that are no upright frontal chest',
        (_, passed) => passed,
        gate,
      ),
    );
  if (chests.length > 0)
    parts.push(block(chests, 'Wrongly kept out, of frontal chests', ({ n }, passed) => n - passed, gate));
  return parts.join('\n\n');
}
