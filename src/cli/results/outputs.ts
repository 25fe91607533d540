import { type Command, Option } from 'commander';
import { texts } from '../language/declared';
import type { FileResult } from './fileResult';
import type { Output, OutputOptions } from './output';

/** Every format, by the name of its option. */
const outputs = {
  table: {
    text: async (results, options) => (await import('./resultTable.ts')).tableText(results, options),
  },
  json: {
    help: () => texts.options.jsonLines,
    text: async (results) => (await import('./resultLine.ts')).jsonLines(results),
  },
} as const satisfies Record<string, Output>;

type OutputName = keyof typeof outputs;
const named: Readonly<Record<string, Output>> = outputs;

/** The options of a command that choose a format; the default is the table. */
export type ChosenOutput = { readonly [name in OutputName]?: boolean };

/** Declares the options, which are mutually exclusive. */
export function addOutputOptions(command: Command): Command {
  const choices = Object.entries(named).filter(([, { help }]) => help !== undefined);
  for (const [name, { help }] of choices) {
    const others = choices.map(([other]) => other).filter((other) => other !== name);
    command.addOption(new Option(`--${name}`, help?.()).conflicts(others));
  }
  return command;
}

/** The results in the format that the options choose. */
export function outputText(
  chosen: ChosenOutput,
  results: readonly FileResult[],
  options: OutputOptions,
): Promise<string> {
  const [, output = outputs.table] = Object.entries(named).find(([name]) => chosen[name as OutputName]) ?? [];
  return output.text(results, options);
}
