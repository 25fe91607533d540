const { drawChest } = require('../../../dist/cli/synthetic/chest');
const { writeDx } = require('../../../dist/cli/synthetic/writeDx');

/** A synthetic chest radiograph as a DICOM file: 2 500 × 3 000 unless said otherwise, 12 bits in 16, Explicit VR Little Endian. */
function radiograph(size = { width: 2500, height: 3000 }) {
  return writeDx(drawChest(1, size), {
    photometric: 'MONOCHROME2',
    studyUid: '2.25.1',
    seriesUid: '2.25.2',
    sopUid: '2.25.3',
    patientName: 'SYNTHETIC^BENCH',
    patientId: 'SYNTHETIC-BENCH',
    ageYears: 50,
    sex: 'F',
    bodyPart: 'CHEST',
    view: 'PA',
  });
}

module.exports = { radiograph };
