const { Macs } = require('../../../dist/domain/kernel/sealing/macs');
const { patientTerms } = require('../../../dist/domain/study/patient/patientTerms');
const { PatientIndex } = require('../../../dist/storage/studies/patientIndex');
const { fill, idOf, imageIdOf, siteKey, study } = require('./manyStudies');

const families = [
  'Müller',
  'García',
  'Nguyen',
  'Smith',
  'Kowalski',
  'Yamada',
  'Okafor',
  'Rossi',
  'Haddad',
  'Larsen',
];
const endings = ['', 'ssen', 'berg', 'ova', 'ini', 'escu', 'opoulos', 'yan', 'idis', 'sson'];
const givens = ['Anna', 'José', 'Linh', 'John', 'Zofia', 'Tarou', 'Chidi', 'Luca', 'Amal', 'Ingrid'];

/** Whom a study shows: a hundred family names, ten given ones. */
function patientOf(number) {
  const family = `${families[number % 10]}${endings[Math.floor(number / 10) % 10]}`;
  const given = givens[Math.floor(number / 100) % 10];
  return {
    family,
    given,
    patientName: `${family}^${given}`,
    patientId: `MRN${String(1_000_000 + number * 7)}`,
    patientBirthDate: '19700203',
    patientSex: number % 2 === 0 ? 'F' : 'M',
    accessionNumber: `ACC-2026-${String(number).padStart(6, '0')}`,
    studyDate: '20260301',
    studyTime: '101500',
    studyDescription: 'Chest PA',
  };
}

const atOnce = 16;

/**
 * Puts so many studies into the storage of the app: lines, records, identities, and what finds them.
 * @param whole so many from the head of the list are stored whole; of the others what finds them, and their lines alone
 */
async function fillWithPatients(app, count, whole = count) {
  await fill(app.table, count);
  const response = await fetch(`${app.url}/api/worklist?limit=1000`, { headers: { cookie: app.cookie } });
  const head = (await response.json()).studies.slice(0, whole).map(({ studyId }) => studyId);
  const isWhole = (number) => whole >= count || head.includes(idOf('study', number));
  const index = new PatientIndex(app.patients, new Macs(siteKey));
  let next = 0;
  const some = async () => {
    for (let number = next++; number < count; number = next++)
      await (isWhole(number) ? one(app.store, number) : indexed(index, number));
  };
  await Promise.all(Array.from({ length: atOnce }, some));
}

function indexed(index, number) {
  return index.add(idOf('study', number), patientTerms(patientOf(number)), true);
}

async function one(store, number) {
  const studyId = idOf('study', number);
  const { family, given, ...identity } = patientOf(number);
  const held = await store.identity.hold(studyId);
  const place = { studyId, imageId: imageIdOf(number), arrivalId: idOf('arrival', number) };
  await (await store.identity.prepare(place, identity)).store();
  await store.results.changeStudy(studyId, () => study(number));
  held.release();
}

module.exports = { fillWithPatients, patientOf };
