/**
 * What a site costs in a month, from what was measured and the prices in costs.json: `npm run docs:costs` writes it
 * into docs/azure.md. Change the prices there to those of your region.
 */
const { readFileSync, writeFileSync } = require('node:fs');
const path = require('node:path');
const { measured, prices, grants, imagesPerMonth } = require('../costs.json');

const page = path.resolve(__dirname, '../../docs/azure.md');
const between = /(<!-- costs: npm run docs:costs -->\n)[\s\S]*?(<!-- \/costs -->)/;

/** Flex Consumption bills an instance while it executes anything, and a second at least each time. */
function flexCost(images, secondsPerImage) {
  const seconds = images * secondsPerImage + measured.timerRunsPerMonth;
  const gigabyteSeconds = Math.max(0, seconds * measured.instanceGigabytes - grants.gigabyteSeconds);
  const executions = Math.max(0, images * measured.executionsPerImage - grants.executions);
  return (
    gigabyteSeconds * prices.flexPerGigabyteSecond.usd +
    (executions / 1e6) * prices.flexPerMillionExecutions.usd
  );
}

const dollars = (usd) => (usd < 10 ? usd.toFixed(2) : Math.round(usd).toLocaleString('en'));
const count = (number) => number.toLocaleString('en');

/** Instances that are never busier than nine parts of ten, all month. */
function instances(images) {
  const hours = (images * measured.cpuSecondsPerImage) / 3600;
  return Math.max(1, Math.ceil(hours / (730 * 0.9)));
}

/** @param counts of operations on storage by what each is billed as */
function operationsCost(counts) {
  const each = Object.entries(counts).map(([billed, count]) => (count / 10_000) * prices[billed].usd);
  return each.reduce((sum, usd) => sum + usd, 0);
}

function rowOf(images) {
  const many = flexCost(images, measured.cpuSecondsPerImage);
  const alone = flexCost(images, measured.stepsPerImage);
  const storage = images * measured.gigabytesPerImage * prices.storagePerGigabyteMonth.usd;
  return [
    count(images),
    `${dollars(many)} to ${dollars(alone)}`,
    dollars(instances(images) * prices.premiumPerMonth.usd),
    dollars(instances(images) * prices.dedicatedPerMonth.usd),
    dollars(storage),
    dollars(images * operationsCost(measured.operationsPerImage)),
  ];
}

function table(head, rows) {
  const line = (cells) => `| ${cells.join(' | ')} |`;
  return [line(head), `|${head.map(() => '---').join('|')}|`, ...rows.map(line)].join('\n');
}

/** What a month costs, and the prices behind it. */
function costTables() {
  const costs = table(
    [
      'images a month',
      'Flex Consumption',
      'Elastic Premium EP1',
      'Dedicated P0v3',
      'storage, for each month of images',
      'operations on storage',
    ],
    imagesPerMonth.map(rowOf),
  );
  const sources = table(
    ['price', 'US dollars', 'region', 'as of', 'from'],
    Object.values(prices).map(({ what, usd, region, date, source }) => [what, usd, region, date, source]),
  );
  const idle = `An instance that is up for the whole month asks the storage for ${dollars(730 * operationsCost(measured.operationsPerIdleHour))} while nothing comes.`;
  return `${costs}\n\n${idle}\n\n${sources}`;
}

if (require.main === module)
  writeFileSync(page, readFileSync(page, 'utf8').replace(between, `$1${costTables()}\n$2`));

module.exports = { costTables, between };
