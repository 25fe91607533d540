import type { RowIdentity } from '../../domain/study/patient/rowIdentity';
import { texts } from '../language/language';
import { sexAndAge } from '../words/patientText';
import { dicomDate, dicomTime, personName } from '../words/personName';

interface CellProps {
  /** Undefined while it is loading. */
  readonly identity: RowIdentity | 'none' | undefined;
}

/** Texts from files: never markup, each with its own direction. */
function Texts({ texts }: { readonly texts: readonly (string | undefined)[] }) {
  return texts
    .filter((text) => text !== undefined && text !== '')
    .map((text, at) => (
      <>
        {at > 0 && ' · '}
        <bdi>{text}</bdi>
      </>
    ));
}

function Told({ identity, show }: CellProps & { readonly show: (known: RowIdentity) => preact.JSX.Element }) {
  if (identity === undefined) return <span class="sub">…</span>;
  return identity === 'none' ? <span class="sub">{texts.worklist.notAvailable}</span> : show(identity);
}

export function PatientCell({ identity }: CellProps) {
  return (
    <Told
      identity={identity}
      show={(known) => {
        const patient = personName(known.patientName);
        return (
          <>
            <span
              class="line-text"
              title={[patient?.name, ...(patient?.others ?? [])].filter(Boolean).join('\n')}
            >
              <b>
                <bdi>{patient?.name ?? texts.parts.patient.noName}</bdi>
              </b>
              {patient?.others[0] && (
                <>
                  {' '}
                  <bdi>{patient.others[0]}</bdi>
                </>
              )}
            </span>
            <span class="sub">
              <Texts texts={[sexAndAge(known), known.patientId]} />
            </span>
          </>
        );
      }}
    />
  );
}

export function StudyCell({ identity }: CellProps) {
  return (
    <Told
      identity={identity}
      show={(known) => (
        <>
          <span class="line-text" title={known.studyDescription}>
            <bdi>{known.studyDescription ?? ''}</bdi>
          </span>
          <span class="sub">
            <Texts
              texts={[
                [dicomDate(known.studyDate), dicomTime(known.studyTime)].filter(Boolean).join(' '),
                known.accessionNumber,
              ]}
            />
          </span>
        </>
      )}
    />
  );
}

export function ReferrerCell({ identity }: CellProps) {
  return (
    <Told
      identity={identity}
      show={(known) => (
        <>
          <span class="line-text">
            <bdi>{personName(known.referringPhysicianName)?.name ?? ''}</bdi>
          </span>
          <span class="sub">
            <Texts texts={[known.ward]} />
          </span>
        </>
      )}
    />
  );
}
