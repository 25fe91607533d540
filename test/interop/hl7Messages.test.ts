import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { observationReport } from '../../src/interchange/hl7/observationReport';
import { priorityUpdate } from '../../src/interchange/hl7/priorityUpdate';
import { sampleReport, sampleReview } from '../interchange/sampleReport';
import { describeWith, python } from '../support/requirements';

const parser = python('hl7');
const envelope = {
  controlId: 'C-1',
  sentAt: '2026-01-02T11:00:00Z',
  receiver: { application: 'RIS', facility: 'HOSP|1' },
};
const report = sampleReport();
const hostile = {
  ...report,
  identity: { ...report.identity, patientId: 'a|b^c&d~e\\f\rPID|evil', studyDescription: 'T|C^\\' },
};
const messages = {
  preliminary: observationReport(report, envelope),
  final: observationReport(sampleReport(sampleReview), envelope),
  corrected: observationReport(report, envelope, true),
  hostile: observationReport(hostile, envelope),
  order: priorityUpdate(report, envelope),
  imagingOrder: priorityUpdate(report, envelope, 'OMI'),
};
type Name = keyof typeof messages;

describeWith([parser], 'python-hl7', () => {
  const parsed = {} as Record<Name, string[][]>;
  const all = (name: Name, segment: string) => parsed[name].filter(([first]) => first === segment);
  const only = (name: Name, segment: string) => {
    const found = all(name, segment);
    expect(found).toHaveLength(1);
    return found[0] as string[];
  };

  beforeAll(() => {
    const { stdout } = spawnSync(parser.program, [path.join(__dirname, 'python_hl7.py')], {
      input: JSON.stringify(Object.values(messages)),
      encoding: 'utf8',
    });
    const read: string[][][] = JSON.parse(stdout);
    Object.keys(messages).forEach((name, index) => {
      parsed[name as Name] = read[index] as string[][];
    });
  });

  it('reads the header and the patient, in all representations of the name', () => {
    const header = only('preliminary', 'MSH');
    expect([header[3], header[5], header[6], header[9], header[10], header[12], header[18]]).toEqual([
      'IMAGING TRIAGE',
      'RIS',
      'HOSP|1',
      'ORU^R01^ORU_R01',
      'C-1',
      '2.5.1',
      'UNICODE UTF-8',
    ]);
    const patient = only('preliminary', 'PID');
    expect(patient.slice(1)).toEqual([
      '1',
      '',
      'MRN-77^^^HOSP',
      '',
      'Yamada^Tarou^^^^^^A~山田^太郎^^^^^^I',
      '',
      '19500607',
      'M',
    ]);
  });

  it('has each score, each picture that was not analysed, the priority, and the link', () => {
    const observations = all('preliminary', 'OBX').map((fields) => fields.slice(2));
    expect(observations).toEqual([
      ['ST', '113014^DICOM Study^DCM', '', report.identity.studyInstanceUid, '', '', '', '', '', 'P'],
      ['CWE', '260870009^Priority (attribute)^SCT', '', 'urgent^Urgent^99IMGTRIAGE', '', '', '', '', '', 'P'],
      ['CWE', '112001^Opacity^DCM', '1', '52101004^Present^SCT', '', '', '', '', '', 'P'],
      ['NM', '112001^Opacity^DCM', '1', '91.23', '%^Percent^UCUM', '<17.47', 'A', '', '', 'P'],
      [
        'CWE',
        'any-abnormality^Any abnormality^99IMGTRIAGE',
        '1',
        '82334004^Indeterminate^SCT',
        '',
        '',
        '',
        '',
        '',
        'P',
      ],
      [
        'NM',
        'any-abnormality^Any abnormality^99IMGTRIAGE',
        '1',
        '55.00',
        '%^Percent^UCUM',
        '<61.67',
        '',
        '',
        '',
        'P',
      ],
      ['CWE', 'effusion^Pleural effusion^99IMGTRIAGE', '1', '272519000^Absent^SCT', '', '', '', '', '', 'P'],
      [
        'NM',
        'effusion^Pleural effusion^99IMGTRIAGE',
        '1',
        '2.00',
        '%^Percent^UCUM',
        '<50.00',
        '',
        '',
        '',
        'P',
      ],
      ['NM', 'device^Device^99IMGTRIAGE', '1', '40.00', '%^Percent^UCUM', '', '', '', '', 'P'],
      [
        'TX',
        '111065^Summary of Analyses^DCM',
        '2',
        "No model is intended for this image's view.",
        '',
        '',
        '',
        '',
        '',
        'X',
      ],
      [
        'TX',
        '111065^Summary of Analyses^DCM',
        '3',
        'The model failed on this image.',
        '',
        '',
        '',
        '',
        '',
        'X',
      ],
      ['TX', 'link^Study page^99IMGTRIAGE', '', 'https://triage.example/study/1', '', '', '', '', '', 'P'],
    ]);
    expect(only('preliminary', 'NTE')[3]).toContain('Not a diagnosis');
  });

  it('is preliminary, final with the decision once it was reviewed, and a correction of what was final', () => {
    expect(only('preliminary', 'OBR')[25]).toBe('P');
    expect(only('final', 'OBR')[25]).toBe('F');
    expect(all('final', 'OBX').map((fields) => fields[5])).toContain(
      'accept^Agrees with the priority^99IMGTRIAGE',
    );
    expect(only('corrected', 'OBR')[25]).toBe('C');
  });

  it('lets no text out of its field', () => {
    expect(parsed.hostile.map(([name]) => name)).toEqual(parsed.preliminary.map(([name]) => name));
    expect(only('hostile', 'PID')[3]).toBe('a|b^c&d~e\\f PID|evil^^^HOSP');
    expect(only('hostile', 'OBR')[4]).toBe('triage^T|C^\\^99IMGTRIAGE');
  });

  it('asks for another priority of the order', () => {
    expect(only('order', 'MSH')[9]).toBe('ORM^O01^ORM_O01');
    expect(only('order', 'ORC').slice(1)).toEqual(['XO', '', 'ACC-0042', '', 'IP']);
    expect(only('order', 'TQ1')[9]).toBe('A');
    expect(only('imagingOrder', 'MSH')[9]).toBe('OMI^O23^OMI_O23');
    expect(only('imagingOrder', 'IPC')[3]).toBe(report.identity.studyInstanceUid);
  });
});
