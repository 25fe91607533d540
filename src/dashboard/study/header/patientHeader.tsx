import type { StudyView } from '../../../domain/study/view/studyView';
import { useLoad } from '../../api/useLoad';
import { texts, words } from '../../language/language';
import { hasRight, useSession } from '../../parts/session';
import { Failed } from '../../parts/states';
import { sexAndAge } from '../../words/patientText';
import { dicomDate, dicomTime, personName } from '../../words/personName';
import { identityKey, identityOf } from './identityOf';

function fieldWords(key: string): string {
  const known: Readonly<Record<string, string>> = texts.study.patient.fields;
  return known[key] ?? key;
}

/**
 * The patient that the study shows: text from the file, with its direction isolated, never markup. For
 * reviewers only.
 */
export function PatientHeader({ study }: { readonly study: StudyView }) {
  const session = useSession();
  const says = texts.study.patient;
  const { load, reload } = useLoad(
    hasRight(session, 'read-identities') ? identityKey(study) : undefined,
    () => identityOf(study),
  );
  if (!hasRight(session, 'read-identities')) {
    return <p class="card sub">{says.onlyReviewers}</p>;
  }
  if (load.state === 'error')
    return <Failed what={texts.parts.what.patient} error={load.error} onRetry={reload} />;
  const identity = load.value;
  if (identity === undefined) return <p class="card sub">{texts.parts.what.patient.loading}</p>;
  const patient = personName(identity.patientName);
  const taken = [dicomDate(identity.studyDate), dicomTime(identity.studyTime)].filter(Boolean).join(' ');
  const facts = [
    [says.id, identity.patientId],
    [says.sexAge, sexAndAge(identity)],
    [says.born, dicomDate(identity.patientBirthDate)],
    [says.taken, taken || undefined],
    [says.accession, identity.accessionNumber],
    [says.study, identity.studyDescription],
    [says.institution, identity.institutionName],
    [says.referrer, personName(identity.referringPhysicianName)?.name],
    [says.ward, identity.ward],
  ] as const;
  const asked = [
    [says.question, identity.reasonForRequest],
    [says.history, identity.patientHistory],
  ] as const;
  return (
    <section class="card patient" aria-label={says.title}>
      <h2>
        <bdi data-testid="patient-name">{patient?.name ?? texts.parts.patient.noName}</bdi>
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
          <b>{says.disagree}</b>{' '}
          {says.check(identity.contradicting.map(fieldWords).join(words.listSeparator))}
        </p>
      )}
      <p class="sub">{says.recorded}</p>
    </section>
  );
}
