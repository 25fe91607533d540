import fc from 'fast-check';
import { eventOf, recordedStep } from '../../../src/domain/audit/modelChangeEvent';
import {
  emptyStanding,
  type ModelStanding,
  promotedVersion,
  type SiteStanding,
  StandingChangedError,
  siteStandingSchema,
  speakerOf,
  standingAfter,
  standingOf,
  withStep,
} from '../../../src/domain/models/modelStanding';
import {
  PlanError,
  type PlannedStep,
  planAddition,
  planPromotion,
  planRetirement,
  planRollback,
  planShadow,
} from '../../../src/domain/models/standingPlan';
import { hexId } from '../arbitraries';

const ids = ['chest', 'chest-int8'];
const versionNames = ['1.0.0', '1.1.0', '2.0.0'];
const versions = ids.flatMap((id) =>
  versionNames.map((version) => ({
    id,
    version,
    sha256: hexId(id + version),
    contractSha256: hexId(`${id}${version}c`),
  })),
);
const shipped = { schemaVersion: 1 as const, models: { chest: { '1.0.0': 'promoted' as const } } };
const actor = { subject: 'alice', kind: 'cli' as const };

/** A site of one family, whose records are changed as the command line changes them. */
class Site {
  private readonly records = new Map<string, SiteStanding>();
  private minutes = 0;

  get models(): ModelStanding[] {
    return ids.map((id) => standingAfter(this.records.get(id) ?? emptyStanding(id, shipped)));
  }
  get family() {
    return { models: this.models, versions };
  }
  get speaker(): string | undefined {
    const model = speakerOf(this.models);
    return model && `${model.id}@${promotedVersion(model)}`;
  }

  /** @param stopAfter how many of the steps take effect before the command is stopped */
  carryOut(steps: readonly PlannedStep[], stopAfter = steps.length): void {
    this.minutes += 1;
    const at = new Date(Date.UTC(2026, 0, 1, 0, this.minutes)).toISOString();
    for (const step of steps.slice(0, stopAfter)) {
      const record = this.records.get(step.id) ?? emptyStanding(step.id, shipped);
      const next = withStep(record, recordedStep(eventOf(step, actor, at, shipped)), step.after);
      this.records.set(step.id, siteStandingSchema.parse(next));
    }
  }

  do({ what, version, stopAfter }: Command): void {
    try {
      this.carryOut(this.plan(what, version), stopAfter);
    } catch (error) {
      if (!(error instanceof PlanError)) throw error;
    }
  }

  private plan(what: Command['what'], target: (typeof versions)[number]): PlannedStep[] {
    switch (what) {
      case 'add':
        return planAddition(this.family, target, 'new');
      case 'promote':
        return planPromotion(this.family, target, 'better');
      case 'rollback':
        return planRollback(this.family, target.id, 'worse');
      case 'retire':
        return planRetirement(this.family, target, 'old');
      case 'shadow':
        return planShadow(this.family, target, 'a try');
    }
  }
}

interface Command {
  readonly what: 'add' | 'promote' | 'rollback' | 'retire' | 'shadow';
  readonly version: (typeof versions)[number];
  /** 9: it is not stopped. */
  readonly stopAfter: number;
}

const command: fc.Arbitrary<Command> = fc.record({
  what: fc.constantFrom('add', 'promote', 'promote', 'rollback', 'retire', 'shadow'),
  version: fc.constantFrom(...versions),
  stopAfter: fc.constantFrom(0, 1, 9, 9, 9),
});
const commands = fc.array(command, { maxLength: 12 });

function after(done: readonly Command[]): Site {
  const site = new Site();
  for (const one of done) site.do(one);
  return site;
}

const named = (name: string) =>
  versions.find((one) => `${one.id}@${one.version}` === name) as (typeof versions)[0];

describe('what versions of a model may do', () => {
  test('whatever is done and wherever it is stopped, each model has one promoted version at most', () => {
    fc.assert(
      fc.property(commands, (done) => {
        for (const model of after(done).models) {
          const promoted = Object.values(model.versions).filter((standing) => standing === 'promoted');
          expect(promoted.length).toBeLessThanOrEqual(1);
        }
      }),
    );
  });

  test('a model and its lighter build never speak together, also where a promotion is stopped half way', () => {
    fc.assert(
      fc.property(commands, fc.constantFrom(...versions), (done, target) => {
        const site = after(done);
        const steps = planPromotion(site.family, target, 'better');
        fc.pre(steps.length > 0);
        site.carryOut(steps, 1);
        if (steps[0]?.to === 'promoted') expect(site.speaker).toBe(`${target.id}@${target.version}`);
        // The same command again does the rest, and then nothing is left to do.
        site.carryOut(planPromotion(site.family, target, 'better'));
        expect(site.speaker).toBe(`${target.id}@${target.version}`);
        expect(site.models.filter((model) => promotedVersion(model) !== undefined)).toHaveLength(1);
        expect(planPromotion(site.family, target, 'better')).toEqual([]);
      }),
    );
  });

  test('a rollback after a promotion gives back who spoke before', () => {
    fc.assert(
      fc.property(
        fc.array(
          command.map((one) => ({ ...one, stopAfter: 9 })),
          { maxLength: 12 },
        ),
        fc.constantFrom(...versions),
        (done, target) => {
          const site = after(done);
          const before = site.speaker;
          fc.pre(before !== undefined && before !== `${target.id}@${target.version}`);
          site.carryOut(planPromotion(site.family, target, 'better'));
          site.carryOut(planRollback(site.family, target.id, 'worse'));
          expect(site.speaker).toBe(before);
          const [, version = ''] = `${target.id}@${target.version}`.split('@');
          const model = site.models.find(({ id }) => id === target.id);
          expect(standingOf(model, version)).toBe('off');
        },
      ),
    );
  });

  test('what was promoted and is not any more is off, not in shadow', () => {
    const site = new Site();
    site.carryOut(planPromotion(site.family, named('chest@2.0.0'), 'better'));
    expect(standingOf(site.models[0], '1.0.0')).toBe('off');
    expect(standingOf(site.models[0], '1.1.0')).toBe('shadow');
    site.carryOut(planPromotion(site.family, named('chest@1.1.0'), 'steadier'));
    expect(standingOf(site.models[0], '2.0.0')).toBe('off');
  });

  test('rolling back goes back step by step, and says where it ends', () => {
    const site = new Site();
    for (const one of ['chest@1.1.0', 'chest-int8@1.0.0', 'chest@2.0.0'])
      site.carryOut(planPromotion(site.family, named(one), 'better'));
    const back = (id: string) => {
      site.carryOut(planRollback(site.family, id, 'worse'));
      return site.speaker;
    };
    expect(back('chest')).toBe('chest-int8@1.0.0');
    expect(back('chest-int8')).toBe('chest@1.1.0');
  });

  test('nothing to go back to: why, and what else can be done', () => {
    const site = new Site();
    expect(() => planRollback(site.family, 'chest', 'x')).toThrow(
      'no version of chest spoke before 1.0.0: promote another, or retire chest@1.0.0',
    );
    expect(() => planRollback(site.family, 'chest-int8', 'x')).toThrow(
      'chest 1.0.0 speaks in its place: roll back chest',
    );
    site.carryOut(planPromotion(site.family, named('chest@2.0.0'), 'better'));
    const without = { ...site.family, versions: versions.filter(({ version }) => version !== '1.0.0') };
    expect(() => planRollback(without, 'chest', 'x')).toThrow(
      'chest 1.0.0 spoke before, but is no longer in the repository: add it again, or promote another',
    );
  });

  test('a promoted version whose contract changed can be promoted anew', () => {
    const site = new Site();
    site.carryOut(planPromotion(site.family, named('chest@2.0.0'), 'better'));
    const changed = { ...named('chest@2.0.0'), contractSha256: hexId('other') };
    expect(planPromotion(site.family, changed, 'as it is')).toHaveLength(1);
  });

  test('a step that is there already is not there twice; one decided on an older record is refused', () => {
    const site = new Site();
    const [step] = planPromotion(site.family, named('chest@2.0.0'), 'better') as [PlannedStep];
    const [other] = planPromotion(site.family, named('chest@1.1.0'), 'better') as [PlannedStep];
    const at = '2026-01-01T00:00:00Z';
    const once = withStep(
      emptyStanding('chest', shipped),
      recordedStep(eventOf(step, actor, at, shipped)),
      step.after,
    );
    expect(withStep(once, recordedStep(eventOf(step, actor, at, shipped)), step.after)).toBe(once);
    expect(() => withStep(once, recordedStep(eventOf(other, actor, at, shipped)), other.after)).toThrow(
      StandingChangedError,
    );
  });

  test('the same step by the same person for the same reason is the same event, at any time', () => {
    const [step] = planPromotion(new Site().family, named('chest@2.0.0'), 'better') as [PlannedStep];
    const { eventId } = eventOf(step, actor, '2026-01-01T00:00:00Z', shipped);
    expect(eventOf(step, actor, '2027-01-01T00:00:00Z', shipped).eventId).toBe(eventId);
    expect(eventOf({ ...step, reason: 'other' }, actor, '2026-01-01T00:00:00Z', shipped).eventId).not.toBe(
      eventId,
    );
    expect(eventOf({ ...step, after: 2 }, actor, '2026-01-01T00:00:00Z', shipped).eventId).not.toBe(eventId);
  });
});
