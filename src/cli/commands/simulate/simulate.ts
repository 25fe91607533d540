import { readFileSync } from 'node:fs';
import path from 'node:path';
import { type Examples, examplesOf } from '../../../domain/simulation/population';
import { loadOf, type Room } from '../../../domain/simulation/room';
import { simulate } from '../../../domain/simulation/simulation';
import type { Policy } from '../../../domain/study/policy/policySchema';
import { ListProblem } from '../../../inference/evaluation/lists/listProblem';
import { parseReport } from '../../../inference/evaluation/reportSchema';
import { readPolicy } from '../../../settings/settings';
import { openStore } from '../../../storage/store';
import { spokenEnglish, texts, words } from '../../language/language';
import { type PlaceOptions, withLog } from '../../site/logPlace';
import { packageVersion } from '../../site/packageVersion';
import { settingsOfPlace } from '../../site/siteOfPlace';
import { CliError, diskProblem, UsageError } from '../../terminal/errors';
import { exitCodes } from '../../terminal/exitCodes';
import { say } from '../../terminal/say';
import { writeAtomically } from '../models/evaluation/writeAtomically';
import { examplesOfAnswer } from './evaluationExamples';
import { type NamedRoom, named, readRoom } from './readRoom';
import type { SimulationReport } from './report';
import { simulationPage } from './simulationPage';
import { simulationText } from './simulationText';
import { simulationWords } from './simulationWords';
import { roomOfSite, siteStudies } from './siteStudies';

export interface SimulateOptions extends PlaceOptions {
  readonly out?: string;
  readonly json?: boolean;
  readonly policy?: string;
  readonly evaluation?: string;
  readonly question: number;
  readonly finding: string;
  readonly lastDays: number;
  readonly readers?: number;
  readonly readingMinutes?: number;
  readonly prevalence?: number;
  readonly repetitions: number;
  readonly days: number;
  readonly seed: number;
}

type About = typeof texts.simulate.about;

interface Scene extends NamedRoom {
  readonly examples: Examples;
  readonly policy: Policy;
  /** Where the scores come from, in one language. */
  readonly about: (says: About) => string;
}

/** `triage simulate`: how long studies wait in a reading room, by the order in which they are read. */
export async function simulateCommand(file: string | undefined, options: SimulateOptions): Promise<number> {
  const scene = hasSite(options) ? await sceneOfSite(file, options) : sceneOfRoom(file, options);
  const { room, title, examples, policy, about } = scene;
  const load = loadOf(room);
  if (!(load < 0.99))
    throw new CliError(texts.simulate.overload(simulationWords({ texts, words }).percent(load)));
  const { seed, repetitions, days } = options;
  const plan = { seed, repetitions, days, warmUpDays: 7, lists: 100 * repetitions };
  const { model, ...described } = room;
  const report: SimulationReport = {
    schemaVersion: 1,
    software: packageVersion(),
    about: about(spokenEnglish.texts.simulate.about),
    room: { ...described, finding: model.finding },
    policy: { id: policy.id, dueCurves: policy.dueCurves.filter(({ finding }) => finding === model.finding) },
    plan,
    ...simulate(room, examples, policy, plan),
  };
  const json = `${JSON.stringify(report, undefined, 1)}\n`;
  if (options.out !== undefined) {
    const files = new Map([
      [path.join(options.out, 'simulation.json'), json],
      [
        path.join(options.out, 'simulation.html'),
        simulationPage(report, { title: title({ texts, words }), scores: about(texts.simulate.about) }),
      ],
    ]);
    writeAtomically(files);
    say(texts.simulate.written([...files.keys()].join(', ')));
  }
  process.stdout.write(options.json ? json : simulationText(report, about(texts.simulate.about)));
  return exitCodes.done;
}

function hasSite({ data, connection, account }: SimulateOptions): boolean {
  return (data ?? connection ?? account) !== undefined;
}

function sceneOfRoom(file: string | undefined, options: SimulateOptions): Scene {
  const { room: described, title } = readRoom(file);
  const room = changed(described, options);
  const policy = policyOf(options.policy);
  if (options.evaluation === undefined) {
    const about = (says: About) => ('scores' in room.model ? says.scores : says.rates);
    return { room, title, examples: examplesOf(room), policy, about };
  }
  const report = evaluationIn(options.evaluation);
  const answer = report.answers[options.question - 1];
  if (answer === undefined)
    throw new UsageError(texts.simulate.noQuestion(report.answers.length, options.question));
  const examples = examplesOfAnswer(answer);
  const model = { ...room.model, finding: answer.question.label };
  const { id, version } = report.model;
  const about = (says: About) =>
    says.evaluation(`${id} ${version}`, report.list.title, answer.question.title);
  return { room: { ...room, model }, title, examples, policy, about };
}

async function sceneOfSite(file: string | undefined, options: SimulateOptions): Promise<Scene> {
  if (options.evaluation !== undefined) throw new UsageError(texts.simulate.either);
  if (file === undefined && (options.readers === undefined || options.readingMinutes === undefined))
    throw new UsageError(texts.simulate.readers);
  const { room: base } = readRoom(file);
  const { finding, lastDays } = options;
  return withLog(undefined, options, async (place) => {
    const settings = settingsOfPlace(place, options);
    const since = new Date(Date.now() - lastDays * 24 * 3_600_000);
    const site = await siteStudies(openStore(settings), finding, since, lastDays);
    const room = changed(roomOfSite({ ...base, model: { ...base.model, finding } }, site), options);
    return {
      ...named(room, (says) => says.site),
      examples: site.examples,
      policy: options.policy === undefined ? settings.policy : policyOf(options.policy),
      about: (says) => says.site(site.studies, lastDays),
    };
  });
}

function changed(room: Room, { readers, readingMinutes, prevalence }: SimulateOptions): Room {
  return {
    ...room,
    ...(readers !== undefined && { readers }),
    ...(readingMinutes !== undefined && {
      readingMinutes: { ...room.readingMinutes, diseased: readingMinutes, others: readingMinutes },
    }),
    ...(prevalence !== undefined && { prevalence }),
  };
}

function policyOf(file: string | undefined): Policy {
  try {
    return readPolicy(file);
  } catch (error) {
    throw new CliError((error as Error).message.replace('TRIAGE_POLICY: ', ''), undefined, { cause: error });
  }
}

function evaluationIn(file: string) {
  try {
    return parseReport(readFileSync(file, 'utf8'));
  } catch (error) {
    const why =
      error instanceof ListProblem ? error.message : (diskProblem(error) ?? (error as Error).message);
    throw new CliError(`${file}: ${why}`, undefined, { cause: error });
  }
}
