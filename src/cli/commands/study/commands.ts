import type { Command } from 'commander';
import { texts } from '../../language/declared';
import { addPlaceOptions } from '../../site/siteOptions';
import { lazily } from '../../terminal/lazily';

/** `triage identity STUDY`: the patient that a study shows. */
export function addIdentityCommand(program: Command): void {
  const command = program
    .command('identity')
    .description(texts.help.study.identity.description)
    .argument('<study>', texts.help.study.identity.study)
    .requiredOption('--purpose <text>', texts.help.study.identity.purpose);
  addPlaceOptions(command).action(lazily(async () => (await import('./identity.ts')).identity));
}

/** `triage export STUDY`: the result as objects and messages for other systems. */
export function addExportCommand(program: Command): void {
  const command = program
    .command('export')
    .description(texts.help.study.export.description)
    .argument('<study>', texts.help.study.export.study)
    .requiredOption('--out <folder>', texts.help.study.export.out)
    .requiredOption('--purpose <text>', texts.help.study.export.purpose)
    .option('--sr', texts.help.study.export.sr)
    .option('--sc', texts.help.study.export.sc)
    .option('--hl7', texts.help.study.export.hl)
    .option('--fhir', texts.help.study.export.fhir)
    .option('--organisation <name>', texts.help.study.export.organisation);
  addPlaceOptions(command).action(lazily(async () => (await import('./export.ts')).exportStudy));
}

/** `triage erase`: erases a patient's data. */
export function addEraseCommand(program: Command): void {
  const command = program
    .command('erase')
    .description(texts.help.study.erase.description)
    .argument('[study...]', texts.help.study.erase.study)
    .requiredOption('--reason <text>', texts.help.study.erase.reason);
  addPlaceOptions(command)
    .option('--refused <arrival...>', texts.help.study.erase.refused)
    .option('--patient', texts.help.study.erase.patient)
    .option('--yes', texts.help.study.erase.yes)
    .action(lazily(async () => (await import('./erase.ts')).erase));
}

/** `triage retry`: has refused and unfinished files tried again. */
export function addRetryCommand(program: Command): void {
  const command = program
    .command('retry')
    .description(texts.help.study.retry.description)
    .argument('[arrival...]', texts.help.study.retry.arrival);
  addPlaceOptions(command)
    .option('--reason <code>', texts.help.study.retry.reason)
    .option('--all', texts.help.study.retry.all)
    .option('--yes', texts.help.study.retry.yes)
    .action(lazily(async () => (await import('./retry.ts')).retry));
}
