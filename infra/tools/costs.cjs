/**
 * What a site costs in a month, from what was measured and the prices in costs.json: `npm run docs:costs` writes it
 * into docs/azure.md, and what sites of three sizes need into docs/scale.md. Change the prices there to those of your region.
 */
const { readFileSync, writeFileSync } = require('node:fs');
const path = require('node:path');
const { measured, prices, grants, imagesPerMonth } = require('../costs.json');
const { siteTables } = require('./sites.cjs');
const { between, count, dollars, operationsCost, table } = require('./tables.cjs');

const docs = path.resolve(__dirname, '../../docs');

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

/** Instances that are never busier than nine parts of ten, all month. */
function instances(images) {
  const hours = (images * measured.cpuSecondsPerImage) / 3600;
  return Math.max(1, Math.ceil(hours / (730 * 0.9)));
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

const pages = [
  { page: 'azure.md', tables: costTables },
  { page: 'scale.md', tables: siteTables },
];

/** A page with the tables that follow from the numbers. */
function written(text, tables) {
  return text.replace(between, (_all, start, end) => `${start}${tables()}\n${end}`);
}

if (require.main === module)
  for (const { page, tables } of pages) {
    const file = path.join(docs, page);
    writeFileSync(file, written(readFileSync(file, 'utf8'), tables));
  }

module.exports = { pages, between, written };
