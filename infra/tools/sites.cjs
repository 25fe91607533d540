/**
 * What sites of three sizes need, from what was measured (costs.json): `npm run docs:costs` writes it into
 * docs/scale.md.
 */
const { measured, prices, sites, limits } = require('../costs.json');
const { count, dollars, operationsCost, table } = require('./tables.cjs');

const daysInMonth = 365 / 12;
const instanceMonth = prices.premiumPerMonth.usd;

const sum = (counts) => Object.values(counts).reduce((all, one) => all + one, 0);
const blobOperations = ({ queue: _queue, table: _table, ...blobs }) => sum(blobs);

/** @param images a day */
function siteOf(images) {
  const perSecond = (images * sites.peakHourShare) / 3600;
  const cores = perSecond * measured.cpuSecondsPerImage;
  const requests = perSecond * blobOperations(measured.operationsPerImage);
  return {
    perSecond,
    cores,
    requests,
    instances: Math.max(1, Math.ceil(cores / (sites.coresPerInstance * sites.busyAtMost))),
    // Each site has its own accounts, log and gate: the tighter of both limits says how many sites share the work.
    parts: Math.max(
      1,
      Math.ceil(requests / (limits.requestsPerSecondAndAccount * sites.busyAtMost)),
      Math.ceil(perSecond / (limits.filesPerSecondAndGate * sites.busyAtMost)),
    ),
    terabytesPerYear: (images * 365 * measured.gigabytesPerImage) / 1000,
  };
}

function pricePerThousand() {
  const { cpuSecondsPerImage, instanceGigabytes, executionsPerImage } = measured;
  const gigabyteSeconds = cpuSecondsPerImage * instanceGigabytes;
  const rows = [
    [
      'time, where images come together',
      `${cpuSecondsPerImage} s of CPU, ${gigabyteSeconds.toFixed(1)} GB-seconds, ${executionsPerImage} executions`,
      1000 * gigabyteSeconds * prices.flexPerGigabyteSecond.usd +
        (executionsPerImage / 1000) * prices.flexPerMillionExecutions.usd,
    ],
    [
      'operations on storage',
      `${sum(measured.operationsPerImage).toFixed(1)}: ${Object.entries(measured.operationsPerImage)
        .map(([billed, number]) => `${number} × ${billed}`)
        .join(', ')}`,
      1000 * operationsCost(measured.operationsPerImage),
    ],
    [
      'storage, each month',
      `${(measured.gigabytesPerImage * 1000).toFixed(1)} MB`,
      1000 * measured.gigabytesPerImage * prices.storagePerGigabyteMonth.usd,
    ],
  ];
  const total = rows.reduce((all, [, , usd]) => all + usd, 0);
  return table(
    ['', 'an image', '1,000 images, in US dollars'],
    [
      ...rows.map(([what, each, usd]) => [what, each, usd.toFixed(2)]),
      ['together, in the first month', '', total.toFixed(2)],
    ],
  );
}

const fine = (number) => (number < 10 ? number.toPrecision(2) : count(Math.round(number)));

function sitesTable() {
  const columns = sites.imagesPerDay.map(siteOf);
  const row = (what, cell) => [what, ...columns.map((site, at) => cell(site, sites.imagesPerDay[at]))];
  return table(
    ['images a day', ...sites.imagesPerDay.map(count)],
    [
      row('images a second in the busiest hour', ({ perSecond }) => fine(perSecond)),
      row('cores at work then', ({ cores }) => fine(cores)),
      row(`instances of ${sites.coresPerInstance} core in the busiest hour`, ({ instances }) =>
        count(instances),
      ),
      row('requests for blobs a second', ({ requests }) => fine(requests)),
      row('sites of their own, each with its accounts', ({ parts }) => count(parts)),
      row('terabytes more each year', ({ terabytesPerYear }) => fine(terabytesPerYear)),
      row('instances in US dollars a month, if all are up all the time', ({ instances }) =>
        dollars(instances * instanceMonth),
      ),
      row('operations on storage in US dollars a month', (_site, images) =>
        dollars(images * daysInMonth * operationsCost(measured.operationsPerImage)),
      ),
      row('a month of images, stored for a month, in US dollars', (_site, images) =>
        dollars(images * daysInMonth * measured.gigabytesPerImage * prices.storagePerGigabyteMonth.usd),
      ),
    ],
  );
}

const siteTables = () => `${pricePerThousand()}\n\n${sitesTable()}`;

module.exports = { siteTables };
