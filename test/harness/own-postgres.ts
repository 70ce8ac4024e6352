import { startEmbeddedPostgres } from '../../embedded-postgres/start-embedded-postgres.ts'
import { createLog } from '../../core/process/log.ts'

// A process that owns the data directory of its argument until it is killed.
const [dataDir = ''] = process.argv.slice(2)
const { url } = await startEmbeddedPostgres(dataDir, createLog('error', 'owner'))
process.send?.(url)
// Keeps the channel, and with it the process, open.
process.on('message', () => {})
