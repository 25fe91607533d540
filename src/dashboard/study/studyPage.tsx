import { useEffect, useState } from 'preact/hooks';
import { changedOutside } from '../../domain/kernel/sealing/changedOutside';
import { standsFor } from '../../domain/study/images/arrangement';
import type { StudyView } from '../../domain/study/view/studyView';
import { getStudy } from '../api/calls';
import { ApiError, onChangedOutside } from '../api/client';
import { learnServerTime } from '../api/serverTime';
import { useLoad } from '../api/useLoad';
import { texts } from '../language/language';
import { announce } from '../parts/announcer';
import { useKeys } from '../parts/keys';
import { Link } from '../parts/router';
import { Failed, Loading } from '../parts/states';
import { useUndo } from '../parts/undo';
import { openSecond, useLead } from '../second/lead';
import { memory } from '../worklist/memory';
import { DecisionPanel } from './decision/decisionPanel';
import { Findings } from './findings/findings';
import { goToNext } from './header/goToNext';
import { PatientHeader } from './header/patientHeader';
import { StudyHeader } from './header/studyHeader';
import { AuditStory } from './history/auditStory';
import { Outputs } from './history/outputs';
import { Versions } from './history/versions';
import { Alerts } from './notices/alerts';
import { AsideNotice } from './notices/asideNotice';
import { ChangedNotice } from './notices/changedNotice';
import { ChangedOutside } from './notices/changedOutside';
import { ClaimNotice } from './notices/claimNotice';
import { NotRead } from './notices/notRead';
import { ImageStrip } from './pictures/imageStrip';
import { keyImageOf } from './pictures/keyImage';
import { Pictures } from './pictures/pictures';

/** One study: its pictures, the models' results, and the reviewer's decision. */
export function StudyPage({ studyId }: { readonly studyId: string }) {
  const { load, reload, put } = useLoad(studyId, async () => {
    const found = await getStudy(studyId);
    learnServerTime(found.serverTime);
    return found;
  });
  const { undone } = useUndo();
  useEffect(() => {
    memory.opened.add(studyId);
    scrollTo(0, 0);
  }, [studyId]);
  useEffect(() => {
    if (undone > 0) reload();
  }, [undone, reload]);
  // By then the study's record says so, too.
  const known = load.value?.changedOutside?.length ?? 0;
  useEffect(() => {
    let asked = false;
    return onChangedOutside(() => {
      if (!asked && load.value !== undefined) reload();
      asked = true;
    });
  }, [known, load.value === undefined, reload]);
  useKeys({ n: () => void goToNext(studyId) });
  const study = load.value;
  // A browser keeps titles in its history, so they contain nothing from a file.
  useEffect(() => {
    document.title = texts.parts.title(texts.study.title);
  }, []);
  if (study === undefined) {
    return (
      <div class="study-missing">
        <h1 class="unseen">{texts.study.title}</h1>
        {load.state === 'error' ? (
          <>
            {isChangedOutside(load.error) ? (
              <ChangedOutside />
            ) : (
              <Failed what={texts.parts.what.study} error={load.error} onRetry={reload} />
            )}
            <p>
              <Link to="/worklist">{texts.study.back}</Link>
            </p>
          </>
        ) : (
          <Loading what={texts.parts.what.study} />
        )}
      </div>
    );
  }
  return (
    <Study
      study={study}
      reload={reload}
      put={put}
      problem={load.state === 'error' ? load.error : undefined}
    />
  );
}

/** Whether the study's own record is what was changed. */
function isChangedOutside(error: unknown): boolean {
  return error instanceof ApiError && error.code === changedOutside;
}

interface StudyProps {
  readonly study: StudyView;
  readonly reload: () => void;
  readonly put: (study: StudyView) => void;
  /** Why it could not be reloaded. */
  readonly problem: unknown;
}

function Study({ study, reload, put, problem }: StudyProps) {
  const [chosen, setChosen] = useState(keyImageOf(study));
  const [beside, setBeside] = useState(false);
  const aside = study.setAside.find(({ imageId }) => imageId === chosen);
  const image = study.images.find(({ imageId }) => imageId === chosen) ?? aside ?? standsFor(study);
  useLead(study.studyId, study.version);
  useKeys({ p: () => setBeside((shown) => !shown) });
  useEffect(() => document.getElementById('title')?.focus({ preventScroll: true }), []);
  return (
    <div class="study">
      <StudyHeader study={study} beside={beside} onBeside={setBeside} />
      <section class="stage" aria-label={texts.study.pictures}>
        {aside && <AsideNotice image={aside} onBack={() => setChosen(keyImageOf(study))} />}
        <ImageStrip study={study} chosen={image.imageId} onChoose={setChosen} />
        <Pictures
          study={study}
          image={image}
          isRead={aside === undefined}
          onChoose={setChosen}
          beside={beside}
          onClose={() => setBeside(false)}
          onSecondWindow={() => openSecond() || announce(texts.second.blocked)}
        />
      </section>
      <div class="side">
        {(study.changedOutside?.length || isChangedOutside(problem)) && <ChangedOutside study={study} />}
        {problem !== undefined && <Failed what={texts.parts.what.newest} error={problem} onRetry={reload} />}
        <Alerts study={study} />
        <ClaimNotice study={study} />
        <ChangedNotice study={study} onReload={reload} />
        <PatientHeader study={study} />
        {aside === undefined && <Findings study={study} image={image} onChoose={setChosen} />}
        <DecisionPanel study={study} reload={reload} put={put} />
        <NotRead study={study} chosen={image.imageId} onChoose={setChosen} />
        <Versions study={study} />
        <Outputs study={study} />
        <AuditStory study={study} />
      </div>
    </div>
  );
}
