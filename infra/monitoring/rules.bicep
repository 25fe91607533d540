// Each query has a row where something is wrong, and none where all is well.

@export()
type rule = {
  name: string
  description: string
  severity: 0 | 1 | 2 | 3
  every: 'PT5M' | 'PT15M' | 'PT1H'
  over: 'PT15M' | 'PT30M' | 'PT1H' | 'P1D'
  query: string
}

@export()
var rules rule[] = [
  {
    name: 'silent'
    description: 'The app has told nothing for half an hour: its timers do not run, or telemetry does not arrive. GET /api/health says more.'
    severity: 1
    every: 'PT15M'
    over: 'PT30M'
    query: '''
      customMetrics
      | where name == 'triage.files.open'
      | summarize told = count()
      | where told == 0
    '''
  }
  {
    name: 'files-waiting'
    description: 'A file has waited for its result for more than 15 minutes.'
    severity: 1
    every: 'PT5M'
    over: 'PT15M'
    query: '''
      customMetrics
      | where name == 'triage.files.oldest_age'
      | summarize arg_max(timestamp, value)
      | where value > 900
    '''
  }
  {
    name: 'source-silent'
    description: 'A source of files sent nothing for hours in which it usually sends many: the PACS, its network, or what hands files on may have stopped. GET /api/accounting names it.'
    severity: 2
    every: 'PT15M'
    over: 'PT15M'
    query: '''
      customMetrics
      | where name == 'triage.sources.silent'
      | summarize arg_max(timestamp, value)
      | where value > 0
    '''
  }
  {
    name: 'not-sealed'
    description: 'Audit records have waited to be sealed for more than 15 minutes: the key cannot be used, or somebody changed the log. Nothing is lost; the app\'s log says why.'
    severity: 1
    every: 'PT5M'
    over: 'PT15M'
    query: '''
      customMetrics
      | where name == 'triage.audit.sealing_lag'
      | summarize arg_max(timestamp, value)
      | where value > 900
    '''
  }
  {
    name: 'changed-outside'
    description: 'Something other than the app changed the record of a study. Such studies are marked on the worklist; docs/audit.md says what to do.'
    severity: 0
    every: 'PT5M'
    over: 'PT15M'
    query: '''
      customMetrics
      | where name == 'triage.studies.changed_outside'
      | summarize arg_max(timestamp, value)
      | where value > 0
    '''
  }
  {
    name: 'overdue'
    description: 'Studies have been waiting for a review past their due time.'
    severity: 2
    every: 'PT15M'
    over: 'PT15M'
    query: '''
      customMetrics
      | where name == 'triage.studies.overdue'
      | summarize arg_max(timestamp, value)
      | where value > 0
    '''
  }
  {
    name: 'steps-fail'
    description: 'Steps of orchestrations fail and are tried again: more than 20 times in 15 minutes.'
    severity: 2
    every: 'PT5M'
    over: 'PT15M'
    query: '''
      customMetrics
      | where name == 'triage.step.duration' and tostring(customDimensions.result) == 'failed'
      | summarize failed = sum(valueCount)
      | where failed > 20
    '''
  }
  {
    name: 'many-refused'
    description: 'More than a fifth of the files of an hour were refused. The quarantine tab says why.'
    severity: 2
    every: 'PT15M'
    over: 'PT1H'
    query: '''
      customMetrics
      | where name == 'triage.files' and tostring(customDimensions.outcome) in ('analysed', 'not-analysed', 'quarantined')
      | summarize files = sum(value), refused = sumif(value, tostring(customDimensions.outcome) == 'quarantined')
      | where files >= 20 and refused > 0.2 * files
    '''
  }
  {
    name: 'model-abstains'
    description: 'A model abstained from more than half of the images of a day that it was asked about.'
    severity: 2
    every: 'PT1H'
    over: 'P1D'
    query: '''
      customMetrics
      | where name == 'triage.analyses'
      | summarize asked = sum(value), abstained = sumif(value, tostring(customDimensions.outcome) == 'abstained')
          by model = tostring(customDimensions.model)
      | where asked >= 50 and abstained > 0.5 * asked
    '''
  }
  {
    name: 'model-drift'
    description: 'What a model version is shown, or what it says, left what is usual at this site (docs/drift.md). The page "Model watch" says what changed and what to do; the alarm stands until somebody ends it there.'
    severity: 2
    every: 'PT1H'
    over: 'PT1H'
    query: '''
      customMetrics
      | where name == 'triage.drift.alarms'
      | summarize arg_max(timestamp, value) by model = tostring(customDimensions.model)
      | where value > 0
    '''
  }
  {
    name: 'scores-drift'
    description: 'The scores of a model here resemble those of none of the lists on which it was measured (population stability index over 0.25): other pictures, another scanner, or another population. Evaluate it on labelled pictures of this site (docs/evaluating-models.md).'
    severity: 3
    every: 'PT1H'
    over: 'P1D'
    query: '''
      customMetrics
      | where name == 'triage.score.drift'
      | summarize arg_max(timestamp, value)
          by model = tostring(customDimensions.model), label = tostring(customDimensions.label), reference = tostring(customDimensions.reference)
      | summarize nearest = min(value) by model, label
      | where nearest > 0.25
    '''
  }
]
