import { useEffect, useState } from 'preact/hooks';
import type { SessionView } from '../../contract/routes/session';
import { kindOf } from '../../domain/study/view/studyKind';
import type { StudyView } from '../../domain/study/view/studyView';
import { getStudy } from '../api/calls';
import { useLoad } from '../api/useLoad';
import { phrases, texts } from '../language/language';
import { Banner } from '../parts/header';
import { HelpDialog } from '../parts/help';
import { useKeys } from '../parts/keys';
import { SessionContext } from '../parts/session';
import { Empty, Failed, Loading } from '../parts/states';
import { localTime } from '../parts/time';
import { useLock } from '../parts/useLock';
import { ImageStrip } from '../study/pictures/imageStrip';
import { keyImageOf } from '../study/pictures/keyImage';
import { Pictures } from '../study/pictures/pictures';
import { useFirst } from './useFirst';

/** The window on a second screen: the pictures of the study that the first window shows, and nothing else. */
export function SecondPage({ session }: { readonly session: SessionView }) {
  const first = useFirst();
  const [helping, setHelping] = useState(false);
  useLock(session);
  useKeys({ '?': () => setHelping(true) });
  useEffect(() => {
    document.title = texts.parts.title(texts.second.title);
  }, []);
  return (
    <SessionContext.Provider value={session}>
      <header class="top">
        <Banner />
      </header>
      <main id="main">
        {first.says === 'shows' ? (
          <Followed key={first.studyId} studyId={first.studyId} version={first.version} />
        ) : (
          <Empty>
            <h1>{texts.second.title}</h1>
            <p>{first.says === 'nothing' ? texts.second.alone : texts.second.none}</p>
          </Empty>
        )}
      </main>
      {helping && <HelpDialog onClose={() => setHelping(false)} />}
    </SessionContext.Provider>
  );
}

function Followed({ studyId, version }: { readonly studyId: string; readonly version: number }) {
  // Another study is another component, so what is there already is an earlier version of this one at most.
  const { load, reload } = useLoad(`${studyId}/${version}`, () => getStudy(studyId));
  if (load.value !== undefined) return <FollowedStudy study={load.value} />;
  if (load.state === 'error')
    return <Failed what={texts.parts.what.study} error={load.error} onRetry={reload} />;
  return <Loading what={texts.parts.what.study} />;
}

function FollowedStudy({ study }: { readonly study: StudyView }) {
  const [chosen, setChosen] = useState(keyImageOf(study));
  const [beside, setBeside] = useState(false);
  useKeys({ p: () => setBeside((shown) => !shown) });
  const image = study.images.find(({ imageId }) => imageId === chosen) ?? study.images[0];
  return (
    <div class="study second">
      <div class="study-head">
        <div class="what">
          <h1>
            <bdi>{phrases.studyName({ ...study, ...kindOf(study) }, localTime)}</bdi>
          </h1>
          <p class="facts">{texts.second.follows}</p>
        </div>
      </div>
      <section class="stage" aria-label={texts.second.pictures}>
        <ImageStrip study={study} chosen={image?.imageId ?? chosen} onChoose={setChosen} />
        {image && (
          <Pictures
            study={study}
            image={image}
            isRead
            onChoose={setChosen}
            beside={beside}
            onClose={() => setBeside(false)}
          />
        )}
      </section>
    </div>
  );
}
