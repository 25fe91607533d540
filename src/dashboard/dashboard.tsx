import { useEffect, useState } from 'preact/hooks';
import type { SessionView } from '../contract/routes/session';
import { getSession } from './api/calls';
import { ApiError } from './api/client';
import { learnServerTime } from './api/serverTime';
import { FeedbackPage } from './feedback/feedbackPage';
import { speak, texts } from './language/language';
import { useLanguage } from './language/useLanguage';
import { ModelPage } from './model/modelPage';
import { Announcer } from './parts/announcer';
import { Banner, Header } from './parts/header';
import { HelpDialog } from './parts/help';
import { useKeys } from './parts/keys';
import { comeBack } from './parts/leave';
import { NewStatNotice } from './parts/newStatNotice';
import { Link, navigate, usePlace } from './parts/router';
import { SessionContext } from './parts/session';
import { Empty, Failed, Loading } from './parts/states';
import { UndoNotice, UndoProvider } from './parts/undo';
import { useLock } from './parts/useLock';
import { useAnswers } from './second/lead';
import { SecondPage } from './second/secondPage';
import { isSecond } from './second/windows';
import { SiteFrame } from './site/siteFrame';
import { StudyPage } from './study/studyPage';
import { leaveFullScreen } from './viewer/screen/fullScreen';
import { WorklistPage } from './worklist/worklistPage';

function Page({ path }: { readonly path: string }) {
  const [, study] = /^\/studies\/([0-9a-f]{64})\/?$/.exec(path) ?? [];
  if (study) return <StudyPage key={study} studyId={study} />;
  if (/^\/feedback\/?$/.test(path)) return <FeedbackPage />;
  const [, model, version] = /^\/models\/([\w.-]+)\/([\w.-]+)\/?$/.exec(path) ?? [];
  if (model && version) return <ModelPage key={path} id={model} version={version} />;
  const [, site] = /^\/site\/([a-z-]+)\/?$/.exec(path) ?? [];
  if (site) return <SiteFrame key={site} path={site} />;
  if (/^\/(worklist\/?)?$/.test(path)) return <WorklistPage />;
  return (
    <Empty>
      <h1>{texts.parts.noPage}</h1>
      <p>
        {texts.parts.noPageWhy} <Link to="/worklist">{texts.parts.toWorklist}</Link>
      </p>
    </Empty>
  );
}

function Shell({ session }: { readonly session: SessionView }) {
  const { pathname } = usePlace();
  const [helping, setHelping] = useState(false);
  useLock(session);
  useAnswers();
  const hasPictures = pathname.startsWith('/studies/');
  useEffect(() => {
    if (!hasPictures) leaveFullScreen();
  }, [hasPictures]);
  useKeys({
    '?': () => setHelping(true),
    g: () => navigate('/worklist'),
  });
  return (
    <SessionContext.Provider value={session}>
      <UndoProvider>
        <Header path={pathname} onHelp={() => setHelping(true)}>
          <UndoNotice />
          <NewStatNotice />
        </Header>
        <main id="main">
          <Page path={pathname} />
        </main>
        {helping && <HelpDialog onClose={() => setHelping(false)} />}
      </UndoProvider>
    </SessionContext.Provider>
  );
}

function Window({ session }: { readonly session: SessionView }) {
  return isSecond() ? <SecondPage session={session} /> : <Shell session={session} />;
}

/** The whole dashboard: it shows nothing until the session is known. */
export function Dashboard() {
  useLanguage();
  const [session, setSession] = useState<SessionView>();
  const [error, setError] = useState<unknown>();
  const load = () => {
    setError(undefined);
    getSession().then(
      async (found) => {
        learnServerTime(found.serverTime);
        if (found.preferences.language) await speak(found.preferences.language);
        await comeBack(found);
        setSession(found);
      },
      (failure) => {
        if (failure instanceof ApiError && failure.status === 401)
          location.replace(`/sign-in?to=${location.pathname}`);
        else setError(failure);
      },
    );
  };
  useEffect(load, []);
  return (
    <>
      <a class="skip" href="#main">
        {texts.parts.skip}
      </a>
      <Announcer />
      {session ? (
        <Window session={session} />
      ) : (
        <>
          <header class="top">
            <Banner />
          </header>
          <main id="main">
            <h1 class="unseen">Imaging Triage</h1>
            {error ? (
              <Failed what={texts.parts.what.dashboard} error={error} onRetry={load} />
            ) : (
              <Loading what={texts.parts.what.dashboard} />
            )}
          </main>
        </>
      )}
    </>
  );
}
