import type { Room } from '../../../domain/simulation/room';
import type { Plan, Simulation } from '../../../domain/simulation/simulation';
import type { Policy } from '../../../domain/study/policy/policySchema';

/** `simulation.json`: no file names, no patients. Waits in minutes. */
export interface SimulationReport extends Simulation {
  readonly schemaVersion: 1;
  readonly software: string;
  /** Where the scores come from. */
  readonly about: string;
  readonly room: Omit<Room, 'model'> & { readonly finding: string };
  readonly policy: Pick<Policy, 'id' | 'dueCurves'>;
  readonly plan: Plan;
}
