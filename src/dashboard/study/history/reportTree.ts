export interface ReportNode {
  readonly name: string;
  readonly value?: string | undefined;
  readonly children: ReportNode[];
}

interface Line {
  readonly depth: number;
  readonly name: string;
  readonly value?: string | undefined;
}

/** The lines of a report, each below the last one that is less deep. */
export function reportTree(lines: readonly Line[]): ReportNode[] {
  const roots: ReportNode[] = [];
  const open: { readonly depth: number; readonly node: ReportNode }[] = [];
  for (const { depth, name, value } of lines) {
    const node: ReportNode = { name, value, children: [] };
    while ((open.at(-1)?.depth ?? -1) >= depth) open.pop();
    (open.at(-1)?.node.children ?? roots).push(node);
    open.push({ depth, node });
  }
  return roots;
}
