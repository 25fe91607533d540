import type { App } from '../../app/app';
import type { RouteName } from '../../contract/routes/routes';
import { createInstanceMetadata, createSeriesMetadata, createStudyMetadata } from './dicomweb/metadata';
import {
  createRenderedFrames,
  createRenderedInstance,
  createRenderedSeries,
  createRenderedStudy,
} from './dicomweb/rendered';
import { createRetrieveBulkData, createRetrieveFrames } from './dicomweb/retrieveFrames';
import {
  createRetrieveInstance,
  createRetrieveSeries,
  createRetrieveStudy,
} from './dicomweb/retrieveObjects';
import { createInstanceSearch, createSeriesSearch, createStudySearch } from './dicomweb/search';
import { createStoreInstancesRoute, createStoreStudyInstances } from './dicomweb/storeInstances';
import {
  createFramesThumbnail,
  createInstanceThumbnail,
  createSeriesThumbnail,
  createStudyThumbnail,
} from './dicomweb/thumbnail';
import { createViewer } from './dicomweb/viewer';
import { createAccounting, createCheckAccounting } from './files/accounting';
import { createFindFiles } from './files/findFiles';
import {
  createDismissFiles,
  createRefusedFile,
  createRefusedFiles,
  createRetryFiles,
} from './files/quarantine';
import { createClassify } from './images/classify';
import { createImage } from './images/image';
import { createImageExport } from './images/imageExport';
import { createPicture } from './images/picture';
import { createPreview } from './images/preview';
import { createSamples } from './images/samples';
import { createDrift, createRestartDrift } from './models/drift';
import { createModelCard } from './models/modelCard';
import { createPromoteModel, createRollBackModel } from './models/modelChanges';
import { createModelDetail } from './models/modelDetail';
import { createModels } from './models/models';
import { createSessionBegin } from './session/developmentSignIn';
import {
  createSession,
  createSessionActivity,
  createSessionEnd,
  createSessionPreferences,
} from './session/session';
import {
  createSignIn,
  createSignInCallback,
  createSignInEasyAuth,
  createSignInEntra,
} from './session/signIn';
import { createAuditCheckpoint, createSealAuditNow, createStudyAudit, createVerifyAudit } from './site/audit';
import { createHealth } from './site/health';
import { createMetrics } from './site/metrics';
import { createAsset, createPage } from './site/pages';
import { createActivity, createSettings } from './site/site';
import { createClaim, createClaimEnd } from './study/claim';
import { createCloseStudies, createReopen } from './study/closings';
import { createIdentity, createPriorCount, createPriors } from './study/identity';
import { createImpression } from './study/impression';
import {
  createDeadOutputs,
  createOutput,
  createOutputFile,
  createResendOutputs,
  createStudyOutputs,
  startOutputSoon,
} from './study/outputs';
import { createReview } from './study/review';
import { createStudy, createStudyVersion } from './study/study';
import { createUndoReview } from './study/undo';
import type { Handler } from './support/handler';
import { wakeReview } from './support/wakeReview';
import { createFeedback } from './worklist/feedback';
import { createRank, createSearchWorklist, createWorklist } from './worklist/worklist';
import { createWorklistIdentities } from './worklist/worklistIdentities';
import { createWorklistSources } from './worklist/worklistSources';

type Handlers = { readonly [N in RouteName]: Handler<N> };

/** A handler for every declared route; one that is missing, or returns something else, does not compile. */
export function handlersOf(app: App): Handlers {
  const viewer = createViewer(app);
  return {
    worklist: createWorklist(app),
    searchWorklist: createSearchWorklist(app),
    worklistIdentities: createWorklistIdentities(app),
    worklistSources: createWorklistSources(app),
    study: createStudy(app),
    studyVersion: createStudyVersion(app),
    rank: createRank(app),
    identity: createIdentity(app),
    priors: createPriors(app),
    priorCount: createPriorCount(app),
    review: createReview(app, wakeReview),
    claim: createClaim(app),
    claimEnd: createClaimEnd(app),
    undoReview: createUndoReview(app, wakeReview),
    closeStudies: createCloseStudies(app, wakeReview),
    reopenStudy: createReopen(app, wakeReview),
    impression: createImpression(app),
    image: createImage(app),
    preview: createPreview(app),
    picture: createPicture(app),
    samples: createSamples(app),
    imageExport: createImageExport(app),
    studyAudit: createStudyAudit(app),
    auditCheckpoint: createAuditCheckpoint(app),
    sealAuditNow: createSealAuditNow(app),
    verifyAudit: createVerifyAudit(app),
    settings: createSettings(app),
    activity: createActivity(app),
    classify: createClassify(app),
    storeInstances: createStoreInstancesRoute(app),
    storeStudyInstances: createStoreStudyInstances(app),
    searchStudies: createStudySearch(app, viewer),
    searchSeries: createSeriesSearch(viewer),
    searchInstances: createInstanceSearch(viewer),
    studyMetadata: createStudyMetadata(viewer),
    seriesMetadata: createSeriesMetadata(viewer),
    instanceMetadata: createInstanceMetadata(viewer),
    retrieveStudy: createRetrieveStudy(app, viewer),
    retrieveSeries: createRetrieveSeries(app, viewer),
    retrieveInstance: createRetrieveInstance(app, viewer),
    retrieveFrames: createRetrieveFrames(app, viewer),
    retrieveBulkData: createRetrieveBulkData(app, viewer),
    renderedStudy: createRenderedStudy(app, viewer),
    renderedSeries: createRenderedSeries(app, viewer),
    renderedInstance: createRenderedInstance(app, viewer),
    renderedFrames: createRenderedFrames(app, viewer),
    studyThumbnail: createStudyThumbnail(app, viewer),
    seriesThumbnail: createSeriesThumbnail(app, viewer),
    instanceThumbnail: createInstanceThumbnail(app, viewer),
    framesThumbnail: createFramesThumbnail(app, viewer),
    models: createModels(app),
    promoteModel: createPromoteModel(app),
    rollBackModel: createRollBackModel(app),
    modelDetail: createModelDetail(app),
    modelCard: createModelCard(app),
    drift: createDrift(app),
    restartDrift: createRestartDrift(app),
    feedback: createFeedback(app),
    health: createHealth(app),
    metrics: createMetrics(app),
    accounting: createAccounting(app),
    checkAccounting: createCheckAccounting(app),
    findFiles: createFindFiles(app),
    refusedFiles: createRefusedFiles(app),
    refusedFile: createRefusedFile(app),
    retryFiles: createRetryFiles(app),
    dismissFiles: createDismissFiles(app),
    studyOutputs: createStudyOutputs(app),
    output: createOutput(app),
    outputFile: createOutputFile(app),
    deadOutputs: createDeadOutputs(app),
    resendOutputs: createResendOutputs(app, startOutputSoon),
    sessionBegin: createSessionBegin(app),
    session: createSession(app),
    sessionActivity: createSessionActivity(app),
    sessionPreferences: createSessionPreferences(app),
    sessionEnd: createSessionEnd(app),
    rootPage: createPage(),
    worklistPage: createPage(),
    studyPage: createPage(),
    feedbackPage: createPage(),
    modelPage: createPage(),
    picturesPage: createPage(),
    sitePage: createPage(),
    asset: createAsset(),
    signIn: createSignIn(app),
    signInEntra: createSignInEntra(app),
    signInCallback: createSignInCallback(app),
    signInEasyAuth: createSignInEasyAuth(app),
  };
}
