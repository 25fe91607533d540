// Names that several modules and the app itself agree on.

@export()
@description('Containers that only the app writes, with src/storage/containers.ts; `audit` is apart, for its policy.')
var appContainers = ['arrivals', 'images', 'results', 'identity', 'quarantine', 'models', 'sessions']

@export()
var incomingContainer = 'incoming'

@export()
var auditContainer = 'audit'

@export()
var deadLetterContainer = 'deadletters'

@export()
var arrivalsQueue = 'incoming-events'

@export()
@description('Where the Storage extension puts an event that failed too often.')
var poisonQueue = 'incoming-events-poison'

@export()
var worklistTable = 'worklist'

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
func customRole(groupId string, role 'upload' | 'auditWriter') string => guid(groupId, role)
