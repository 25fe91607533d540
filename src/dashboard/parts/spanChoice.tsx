interface SpanChoiceProps {
  /** Of whose last days, such as "Received in the". */
  readonly label: string;
  /** A value and its name each. */
  readonly spans: readonly (readonly [value: string, name: string, ...unknown[]])[];
  readonly value: string;
  readonly onValue: (value: string) => void;
}

/** How far a page looks back. */
export function SpanChoice({ label, spans, value, onValue }: SpanChoiceProps) {
  return (
    <label class="choice">
      <span>{label}</span>
      <select value={value} onChange={(event) => onValue(event.currentTarget.value)}>
        {spans.map(([days, name]) => (
          <option key={days} value={days}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}
