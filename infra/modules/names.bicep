// Names that several modules and the app itself agree on.

@export()
var incomingContainer = 'incoming'

@export()
var auditContainer = 'audit'

@export()
@description('Tiles and bundles of the audit log that are not full yet: each is removed once a wider one stands.')
var auditPartialContainer = 'audit-partial'

@export()
@description('Containers that the app writes and deletes nothing from, `audit` apart for its policy.')
var keptContainers = ['arrivals', 'images', 'results', 'identity', 'quarantine']

@export()
@description('What the site adds with the command line, and the app reads.')
var modelsContainer = 'models'

@export()
@description('Ids of sessions that have ended, until they would have ended by themselves.')
var sessionsContainer = 'sessions'

@export()
@description('What became of the files that were received, by hour and source.')
var accountingContainer = 'accounting'

@export()
@description('What all instances have counted, for telemetry.')
var telemetryContainer = 'telemetry'

@export()
@description('What is sent to other systems, with whom it is about; orders for gateways, and what is still to be sent.')
var outputsContainer = 'outputs'

@export()
@description('What gateways say of orders.')
var answersContainer = 'answers'

@export()
var deadLetterContainer = 'deadletters'

@export()
var arrivalsQueue = 'incoming-events'

@export()
@description('Where the Storage extension puts an event that failed too often.')
var poisonQueue = 'incoming-events-poison'

@export()
@description('The index of the worklist, the files that wait to be triaged, and what finds studies by their patients.')
var tables = ['worklist', 'gate', 'patients']

@export()
var packageContainer = 'packages'

@export()
var auditKey = 'audit'

@export()
var siteKeySecret = 'site-key'

@export()
var taskHub = 'ImagingTriage'

@export()
@description('Names of the roles that this deployment makes: the same in each deployment to a resource group.')
func customRole(groupId string, role 'upload' | 'writer') string => guid(groupId, role)
