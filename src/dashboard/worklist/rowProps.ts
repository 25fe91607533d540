/** The props of every row. */
export interface RowProps {
  readonly index: number;
  /** Pixels. */
  readonly height: number;
  readonly selected: boolean;
  readonly fresh: boolean;
  readonly onSelect: () => void;
}
