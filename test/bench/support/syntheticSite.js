const { createHash } = require('node:crypto');
const { Macs } = require('../../../dist/domain/kernel/sealing/macs');
const { RowSeal, leftRow, pointerRow, removedRow } = require('../../../dist/domain/worklist/indexRow');
const { countsText } = require('../../../dist/domain/worklist/reviewedCounts');
const { monthOf, reviewedPlaceOf } = require('../../../dist/domain/worklist/reviewedPlace');
const { worklistStudyOf } = require('../../../dist/domain/worklist/worklist');
const { siteKey, study } = require('./manyStudies');

const macs = new Macs(siteKey);
const seal = new RowSeal(macs);
const line = worklistStudyOf(study(1));
const recordEtag = '0x8DCB0F3A7C2D5E1';
const months = 24;
const day = 86_400_000;
/** Long before the runs that look at it. */
const written = new Date('2026-01-05T10:00:00.000Z');

/** The ids of a kind of thing, spread evenly over all ids, in their order. */
class Ids {
  constructor(count) {
    this.count = count;
  }

  at(index) {
    return ((BigInt(index) << 64n) / BigInt(this.count)).toString(16).padStart(16, '0').padEnd(64, '0');
  }

  /** The first index whose id is not before this text, which ids begin with. */
  from(text) {
    const start = BigInt(`0x${text.padEnd(16, '0').slice(0, 16)}`) * BigInt(this.count);
    return Number((start + (1n << 64n) - 1n) >> 64n);
  }

  /** The first index after all ids that begin so. */
  after(prefix) {
    if (/^f*$/.test(prefix)) return this.count;
    const next = (BigInt(`0x${prefix}`) + 1n).toString(16).padStart(prefix.length, '0');
    return this.from(next);
  }
}

/**
 * What a site of a given size has in its storage, made up when it is asked for: files that are finished, a few in
 * progress and refused, and a study for two files, of which a few are open and all others reviewed within two years.
 */
class SyntheticSite {
  constructor({ files, studies, open }) {
    this.arrivals = new Ids(files);
    this.studies = new Ids(studies);
    this.open = open;
    const latest = new Date(Date.UTC(new Date().getUTCFullYear(), new Date().getUTCMonth(), 1) - 1);
    this.months = Array.from({ length: months }, (_, at) => {
      const end = Date.UTC(latest.getUTCFullYear(), latest.getUTCMonth() - at + 1, 1) - 1;
      const month = {
        end,
        name: monthOf(new Date(end).toISOString()),
        first: this.#share(at),
        after: this.#share(at + 1),
      };
      return { ...month, counts: countsIn(month) };
    });
  }

  #share(month) {
    return Math.floor((this.studies.count * month) / months);
  }

  /** Of so many one is open. */
  #step({ count }) {
    return Math.ceil(count / this.open);
  }

  #every(ids, first) {
    const found = [];
    for (let index = first; index < ids.count; index += this.#step(ids)) found.push(ids.at(index));
    return found;
  }

  isOpenArrival(index) {
    return index % this.#step(this.arrivals) === 0;
  }

  isOpenStudy(index) {
    return index % this.#step(this.studies) === 0;
  }

  openArrivals() {
    return this.#every(this.arrivals, 0);
  }

  openStudies() {
    return this.#every(this.studies, 0);
  }

  refused() {
    return this.#every(this.arrivals, 1);
  }

  /** A row of the worklist's table. */
  row(partition, key) {
    if (partition === 'study') return this.#sealed(partition, key, this.#line({ ...line, studyId: key }));
    if (partition === 'refusal') {
      const times = { receivedAt: written.toISOString(), quarantinedAt: written.toISOString() };
      return this.#sealed(partition, key, this.#line({ arrivalId: key, reason: 'truncated', ...times }));
    }
    if (partition === 'processing')
      return this.#sealed(partition, key, this.#line({ arrivalId: key, receivedAt: written.toISOString() }));
    if (partition === 'reviewed') {
      const place = reviewedPlaceOf(key, written.toISOString());
      return this.#sealed(partition, key, pointerRow({ place, row: { ...leftRow(1), record: recordEtag } }));
    }
    const month = this.months.find(({ name }) => name === partition);
    if (key === 'count') return this.#sealed(partition, key, { ...removedRow, line: month.counts });
    const reviewedAt = new Date(9_999_999_999_999 - Number(key.slice(0, 13))).toISOString();
    const reviewed = { ...line, studyId: key.slice(14), state: 'reviewed', reviewedAt };
    return this.#sealed(partition, key, this.#line(reviewed));
  }

  #line(value) {
    return { ...removedRow, line: JSON.stringify(value), revision: 1, record: recordEtag };
  }

  #sealed(partition, key, row) {
    const timestamp = written.toISOString();
    return { ...seal.sealed(partition, key, row), Timestamp: timestamp, 'odata.etag': `W/"${timestamp}"` };
  }

  /** The key of a line of a month; 0 is the latest. */
  keyIn(month, at) {
    return reviewedPlaceOf(this.studies.at(month.first + at), timeIn(month, at)).key;
  }
}

/** When a study was reviewed; 0 is the latest of the month. */
function timeIn({ end, first, after }, at) {
  return new Date(end - Math.floor((at * 28 * day) / (after - first))).toISOString();
}

/** How many were reviewed on each day. */
function countsIn(month) {
  const counts = {};
  for (let at = 0; at < month.after - month.first; at += 1) {
    const on = timeIn(month, at).slice(0, 10);
    counts[on] = (counts[on] ?? 0) + 1;
  }
  return countsText(counts);
}

/** What says of a blob that the app wrote it. */
function sealOf(container, name, bytes = '{}') {
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  return { sha256, seal: macs.of('stored blob', { container, name, sha256 }) };
}

module.exports = { SyntheticSite, recordEtag, sealOf, written };
