const { drawChest } = require('../../../dist/cli/synthetic/chest');
const { uidFor } = require('../../../dist/cli/synthetic/uid');
const { writeDx } = require('../../../dist/cli/synthetic/writeDx');

const size = { width: 128, height: 160 };

/** A small radiograph of a study of its own. */
function smallRadiograph(name, urgency, seed) {
  const uid = (what) => uidFor(`bench/${name}/${what}`);
  return writeDx(drawChest(seed, size), {
    photometric: 'MONOCHROME2',
    studyUid: uid('study'),
    seriesUid: uid('series'),
    sopUid: uid('instance'),
    patientName: `SYNTHETIC^${seed}`,
    patientId: `SYN-${name}`,
    ageYears: 60,
    sex: 'O',
    bodyPart: 'CHEST',
    view: 'PA',
    urgency,
  });
}

module.exports = { smallRadiograph };
