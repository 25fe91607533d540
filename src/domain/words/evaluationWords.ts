import type { ListRole } from '../models/listRole';

/** A share of a class, or an AUC, with its 95 % interval. */
export interface MeasuredShare {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

export type Measure = 'auc' | 'sensitivity' | 'specificity';

/** What a reader of numbers should not conclude. Both are whole sentences. */
export interface Limit {
  /** What it is about, with its full stop. */
  readonly about?: string;
  readonly text: string;
}

/** What is said of the evaluations of a model, in its card and in its reports. Numbers come as they are said. */
export interface EvaluationWords {
  /** A list's role for the model, and what it means for the numbers. */
  readonly roles: Readonly<Record<ListRole, { readonly name: string; readonly caution: string }>>;
  readonly limits: {
    readonly age: (least: number) => Limit;
    readonly noExternalTest: Limit;
    /** @param change of the AUC, without its sign */
    readonly elsewhere: (
      lists: { readonly from: string; readonly to: string },
      question: string,
      auc: {
        readonly before: string;
        readonly there: string;
        readonly change: string;
        readonly isLess: boolean;
      },
    ) => Limit;
    /** @param parts of `differs` */
    readonly apart: (list: string, column: string, question: string, parts: readonly string[]) => Limit;
    readonly differs: (measure: Measure, groups: readonly { name: string; measured: string }[]) => string;
    readonly tooFew: (list: string, question: string, few: number, groups: readonly string[]) => Limit;
    readonly role: (role: ListRole) => Limit;
    readonly truth: Limit;
    readonly list: (title: string, limit: string) => Limit;
  };
}
