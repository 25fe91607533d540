import { type Answered, addressOf, call } from '../../api/routes';
import { useLoad } from '../../api/useLoad';
import { filled } from '../../language/filled';
import { texts, words } from '../../language/language';
import { Failed, Loading } from '../../parts/states';
import { When } from '../../parts/time';
import { type ReportNode, reportTree } from './reportTree';

type OutputView = Answered<'GET /api/studies/{id}/outputs'>[number];

/** What was sent, as a person reads it, and what the receiver answered. That it is read is recorded. */
export function OutputContent({ view }: { readonly view: OutputView }) {
  const { studyId: id, receiver, form, edition } = view;
  const params = { id, receiver, form, edition };
  const { load, reload } = useLoad(`${id}/${receiver}/${form}/${edition}`, () =>
    call('GET /api/studies/{id}/outputs/{receiver}/{form}/{edition}', { params }),
  );
  if (load.state === 'error')
    return <Failed what={texts.parts.what.content} error={load.error} onRetry={reload} />;
  if (load.value === undefined) return <Loading what={texts.parts.what.content} />;
  const { report, tries, files } = load.value;
  const address = (file: number) =>
    addressOf('GET /api/studies/{id}/outputs/{receiver}/{form}/{edition}/{file}', {
      params: { ...params, file },
    });
  return (
    <>
      <ul class="notes">
        {tries.map(({ number, at, answeredAt, code, status, text }) => (
          <li key={number}>
            {filled(texts.study.outputs.tried(number, meaningOf(code)), {
              time: <When at={answeredAt ?? at} />,
            })}
            {status !== undefined && ` (${status})`}
            {text !== undefined && (
              <>
                {' '}
                <q>
                  <bdi>{text}</bdi>
                </q>
              </>
            )}
          </li>
        ))}
      </ul>
      <p>
        {files.map(({ sha256, bytes }, index) => (
          <a key={sha256} href={address(index + 1)} download>
            {texts.study.outputs.download(index + 1, words.values.fileSize(bytes))}{' '}
          </a>
        ))}
      </p>
      {report !== undefined && <Tree nodes={reportTree(report)} />}
    </>
  );
}

function meaningOf(code: string | undefined): string {
  const known: Readonly<Record<string, { readonly meaning: string }>> = words.answerCodes;
  return code === undefined ? texts.study.outputs.noAnswer : (known[code]?.meaning ?? code);
}

function Tree({ nodes }: { readonly nodes: readonly ReportNode[] }) {
  return (
    <ul class="notes">
      {nodes.map(({ name, value, children }, at) => (
        <li key={`${name}-${at}`}>
          <bdi>{name}</bdi>
          {value !== undefined && (
            <>
              : <bdi>{value}</bdi>
            </>
          )}
          {children.length > 0 && <Tree nodes={children} />}
        </li>
      ))}
    </ul>
  );
}
