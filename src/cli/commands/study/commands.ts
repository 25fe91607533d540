import type { Command } from 'commander';
import { addPlaceOptions } from '../../site/siteOptions';
import { lazily } from '../../terminal/lazily';

/** `triage identity STUDY`: the patient that a study shows. */
export function addIdentityCommand(program: Command): void {
  const command = program
    .command('identity')
    .description('say whom a study shows; that you looked, and why, goes into the audit log first')
    .argument('<study>', 'the id of a study')
    .requiredOption('--purpose <text>', 'why you look, for the audit log; name nobody in it');
  addPlaceOptions(command).action(lazily(async () => (await import('./identity.ts')).identity));
}

/** `triage export STUDY`: the result as objects and messages for other systems. */
export function addExportCommand(program: Command): void {
  const command = program
    .command('export')
    .description('write the result of a study in the forms that a PACS, RIS or EHR takes')
    .argument('<study>', 'the id of a study')
    .requiredOption('--out <folder>', 'where to write the files; they name the patient')
    .requiredOption('--purpose <text>', 'why, for the audit log; name nobody in it')
    .option('--sr', 'a DICOM structured report (TID 1500)')
    .option('--sc', 'a secondary capture for each finding with a heat map: the picture with the map over it')
    .option('--hl7', 'an HL7 v2.5.1 result (ORU^R01) and priority update (ORM^O01)')
    .option('--fhir', 'a transaction of FHIR R4')
    .option('--organisation <name>', 'the hospital or department that the report is from');
  addPlaceOptions(command).action(lazily(async () => (await import('./export.ts')).exportStudy));
}

/** `triage erase`: erases a patient's data. */
export function addEraseCommand(program: Command): void {
  const command = program
    .command('erase')
    .description('remove all that is known of studies for good: whom they show, pictures, results, files')
    .argument('[study...]', 'ids of studies')
    .requiredOption('--reason <text>', 'why, for the audit log; name nobody in it');
  addPlaceOptions(command)
    .option('--refused <arrival...>', 'files in quarantine, by the ids that the worklist has for them')
    .option('--patient', 'all studies of the patient whose Patient ID stands on standard input')
    .option('--yes', 'do it; without this, only say what would be removed')
    .action(lazily(async () => (await import('./erase.ts')).erase));
}

/** `triage retry`: has refused and unfinished files tried again. */
export function addRetryCommand(program: Command): void {
  const command = program
    .command('retry')
    .description(
      'have files tried again that were refused, or that have no outcome; the audit log says who did',
    )
    .argument('[arrival...]', 'ids of arrivals, as the worklist has them');
  addPlaceOptions(command)
    .option('--reason <code>', 'all files that stand refused for this reason')
    .option('--all', 'all files that stand refused')
    .option('--yes', 'do it; without this, only say what would be done')
    .action(lazily(async () => (await import('./retry.ts')).retry));
}
