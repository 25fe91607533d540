/** What the tables of costs have in common. */
const { prices } = require('../costs.json');

/** Where a page holds them. */
const between = /(<!-- costs: npm run docs:costs -->\n)[\s\S]*?(<!-- \/costs -->)/;

const dollars = (usd) => (usd < 10 ? usd.toFixed(2) : Math.round(usd).toLocaleString('en'));
const count = (number) => number.toLocaleString('en');

/** @param counts of operations on storage by what each is billed as */
function operationsCost(counts) {
  const each = Object.entries(counts).map(([billed, number]) => (number / 10_000) * prices[billed].usd);
  return each.reduce((sum, usd) => sum + usd, 0);
}

function table(head, rows) {
  const line = (cells) => `| ${cells.join(' | ')} |`;
  return [line(head), `|${head.map(() => '---').join('|')}|`, ...rows.map(line)].join('\n');
}

module.exports = { between, count, dollars, operationsCost, table };
