import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { structuredReport } from '../../src/interchange/dicom/structuredReport';
import { reportedFindings, unansweredIn } from '../../src/interchange/findings';
import { sampleReport, sampleReview } from '../interchange/sampleReport';
import { describeWith, python, tool } from '../support/requirements';

const folder = mkdtempSync(path.join(tmpdir(), 'sr-'));
afterAll(() => rmSync(folder, { recursive: true }));

const reports = {
  preliminary: sampleReport(),
  verified: sampleReport(sampleReview),
  'with a reader of another script, and a predecessor': {
    ...sampleReport({ ...sampleReview, signature: { ...sampleReview.signature, name: 'Łukasz Żak' } }),
    replaces: { sopInstanceUid: '2.25.1', seriesInstanceUid: '2.25.2' },
  },
};
type Name = keyof typeof reports;
const names = Object.keys(reports) as Name[];

function written(name: Name): string {
  const file = path.join(folder, `${names.indexOf(name)}.dcm`);
  writeFileSync(file, structuredReport(reports[name]).file);
  return file;
}

describeWith([tool('dciodvfy', 'dicom3tools')], 'dciodvfy', () => {
  it.each(names)('finds no error: %s', (name) => {
    const { stderr } = spawnSync('dciodvfy', [written(name)], { encoding: 'utf8' });
    const complaints = stderr.split('\n').filter((line) => /^(Error|Warning)/.test(line));
    // It knows no private coding schemes, and names of one component are how a printed name has to be written.
    const expected = /^Warning - (Unrecognized defined term <99IMGTRIAGE>|.*Retired Person Name form)/;
    expect(complaints.filter((line) => !expected.test(line))).toEqual([]);
    expect(stderr).toContain('Comprehensive3DSR');
  });
});

describeWith([tool('dsrdump', 'dcmtk')], 'DCMTK', () => {
  it.each(names)('reads the whole tree: %s', (name) => {
    const { status, stdout, stderr } = spawnSync('dsrdump', ['+Pl', '-v', written(name)], {
      encoding: 'utf8',
    });
    expect(status).toBe(0);
    expect(stderr).not.toMatch(/^[EF]:/m);
    expect(stdout.match(/"Measurement Group"/g)).toHaveLength(reportedFindings(reports[name]).length);
    expect(stdout).toContain('"Opacity"');
    expect(stdout).toContain('Not a diagnosis.');
  });
});

interface Node {
  readonly relationship: string | null;
  readonly type: string;
  readonly concept: readonly [string, string, string] | null;
  readonly value: unknown;
  readonly children: readonly Node[];
}

interface Read {
  readonly root: Node;
  readonly misnamed: unknown[];
  readonly patientName: string;
  readonly text: Readonly<Record<string, string>>;
  readonly verifier: unknown[];
  readonly evidence: unknown[];
  readonly predecessors: string[];
}

/** The values of a node's children by what they mean. */
function said(node: Node): Record<string, unknown> {
  return Object.fromEntries(node.children.map((child) => [child.concept?.[2], child.value]));
}

function all(node: Node, meaning: string): Node[] {
  const own = node.concept?.[2] === meaning ? [node] : [];
  return [...own, ...node.children.flatMap((child) => all(child, meaning))];
}

const pydicom = python('pydicom');

describeWith([pydicom], 'pydicom', () => {
  let read: Record<Name, Read>;

  beforeAll(() => {
    const script = path.join(__dirname, 'python_report.py');
    const { stdout } = spawnSync(pydicom.program, [script, ...names.map(written)], { encoding: 'utf8' });
    const found: Read[] = JSON.parse(stdout);
    read = Object.fromEntries(names.map((name, index) => [name, found[index]])) as Record<Name, Read>;
  });

  it.each(names)('knows every code of the standard by the meaning that we give it: %s', (name) => {
    expect(read[name].misnamed).toEqual([]);
  });

  it.each(names)('reads the same patient and study, whatever the character sets: %s', (name) => {
    const { patientName, text } = read[name];
    expect(patientName).toBe('Yamada^Tarou=山田^太郎');
    expect(text).toMatchObject({
      PatientID: 'MRN-77',
      AccessionNumber: 'ACC-0042',
      StudyInstanceUID: reports[name].identity.studyInstanceUid,
      StudyID: 'S1',
      ReferringPhysicianName: 'Referrer^Rita',
    });
  });

  it('reads each finding back: its code, score, presence, model, and the very picture', () => {
    const groups = all(read.preliminary.root, 'Measurement Group');
    const expected = reportedFindings(reports.preliminary);
    expect(groups).toHaveLength(expected.length);
    groups.forEach((group, index) => {
      const { finding, model, presence, instance } = expected[index] as (typeof expected)[number];
      const values = said(group);
      expect(values['Certainty of Finding']).toEqual([
        (finding.score * 100).toFixed(2),
        ['UCUM', '%', 'Percent'],
      ]);
      expect(values['Algorithm Name']).toBe(model.id);
      expect(values['Algorithm Version']).toBe(model.version);
      expect((values.Finding as string[])[1]).toBe(
        finding.label === 'lung-opacity' ? '112001' : finding.label,
      );
      expect((values['Presence of property'] as string[] | undefined)?.[2].toLowerCase()).toBe(presence);
      const sources = all(group, 'Source of Measurement').map(({ value }) => value);
      expect(new Set(sources.map((value) => JSON.stringify(value)))).toEqual(
        new Set([JSON.stringify([instance.sopClass, instance.sopInstanceUid])]),
      );
    });
  });

  it('says of each picture that was not analysed that it was not, and why', () => {
    const unanswered = all(read.preliminary.root, 'Summary of Analyses');
    expect(unanswered.map((node) => [(node.value as string[])[2], said(node).Comment])).toEqual([
      ['Not Attempted', "No model is intended for this image's view."],
      ['Failed', 'The model failed on this image.'],
    ]);
    expect(unanswered).toHaveLength(unansweredIn(reports.preliminary).length);
  });

  it('is preliminary and unverified until a clinician reviewed it', () => {
    expect(read.preliminary.text).toMatchObject({
      PreliminaryFlag: 'PRELIMINARY',
      VerificationFlag: 'UNVERIFIED',
    });
    expect(read.preliminary.verifier).toEqual([]);
    expect(read.verified.text).toMatchObject({ PreliminaryFlag: 'FINAL', VerificationFlag: 'VERIFIED' });
    expect(read.verified.verifier).toEqual([['Rita Reader', 'General Hospital', '20260102103000+0000']]);
  });

  it('refers to every picture in its series, and to the report before it', () => {
    const [first, , third] = [1, 2, 3].map((number) => `1.2.3.4.${number}`);
    const { studyInstanceUid } = reports.verified.identity;
    expect(read.verified.evidence).toContainEqual([studyInstanceUid, '1.2.3.10', first]);
    expect(read.verified.evidence).toContainEqual([studyInstanceUid, '1.2.3.20', third]);
    expect(read.verified.evidence).toHaveLength(3);
    expect(read['with a reader of another script, and a predecessor'].predecessors).toEqual(['2.25.1']);
  });
});
