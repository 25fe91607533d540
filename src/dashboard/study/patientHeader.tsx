import type { StudyView } from '../../domain/study/studyView';
import { useLoad } from '../api/useLoad';
import { texts } from '../language/language';
import { hasRight, useSession } from '../parts/session';
import { Failed } from '../parts/states';
import { sexAndAge } from '../words/patientText';
import { dicomDate, dicomTime, personName } from '../words/personName';
import { identityKey, identityOf } from './identityOf';

const fields: Readonly<Record<string, string>> = {
  patientName: 'name',
  patientId: 'id',
  patientBirthDate: 'date of birth',
  accessionNumber: 'accession number',
  studyInstanceUid: 'study UID',
};

function fieldWords(key: string): string {
  return fields[key] ?? key.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}

/**
 * The patient that the study shows: text from the file, with its direction isolated, never markup. For
 * reviewers only.
 */
export function PatientHeader({ study }: { readonly study: StudyView }) {
  const session = useSession();
  const { load, reload } = useLoad(
    hasRight(session, 'read-identities') ? identityKey(study) : undefined,
    () => identityOf(study),
  );
  if (!hasRight(session, 'read-identities')) {
    return <p class="card sub">Only reviewers can see the patient.</p>;
  }
  if (load.state === 'error')
    return <Failed what={texts.parts.what.patient} error={load.error} onRetry={reload} />;
  const identity = load.value;
  if (identity === undefined) return <p class="card sub">Loading the patient …</p>;
  const patient = personName(identity.patientName);
  const taken = [dicomDate(identity.studyDate), dicomTime(identity.studyTime)].filter(Boolean).join(' ');
  const facts = [
    ['Id', identity.patientId],
    ['Sex, age', sexAndAge(identity)],
    ['Born', dicomDate(identity.patientBirthDate)],
    ['Taken', taken || undefined],
    ['Accession', identity.accessionNumber],
    ['Study', identity.studyDescription],
    ['Institution', identity.institutionName],
    ['Referrer', personName(identity.referringPhysicianName)?.name],
    ['Ward', identity.ward],
  ] as const;
  const asked = [
    ['Clinical question', identity.reasonForRequest],
    ['History', identity.patientHistory],
  ] as const;
  return (
    <section class="card patient" aria-label="Patient">
      <h2>
        <bdi data-testid="patient-name">{patient?.name ?? 'No name in the file'}</bdi>
      </h2>
      {patient?.others.map((other) => (
        <p key={other} class="sub">
          <bdi>{other}</bdi>
        </p>
      ))}
      <dl class="facts-list">
        {facts.map(([term, value]) =>
          value ? (
            <div key={term}>
              <dt>{term}</dt>
              <dd>
                <bdi>{value}</bdi>
              </dd>
            </div>
          ) : null,
        )}
        {asked.map(([term, value]) =>
          value ? (
            <div key={term} class="wide">
              <dt>{term}</dt>
              <dd>
                <bdi>{value}</bdi>
              </dd>
            </div>
          ) : null,
        )}
      </dl>
      {identity.contradicting && identity.contradicting.length > 0 && (
        <p class="notice" role="alert">
          <b>The images of this study disagree about the patient</b> (
          {identity.contradicting.map(fieldWords).join(', ')}). Check before you decide.
        </p>
      )}
      <p class="sub">Your access is recorded.</p>
    </section>
  );
}
