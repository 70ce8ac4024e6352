import { startEmbeddedPostgres } from '../../embedded-postgres/start-embedded-postgres.ts'
import { createLog } from '../../core/process/log.ts'

// A process that owns the data directory in its argument until it is killed.
const [dataDir = ''] = process.argv.slice(2)
const { url } = await startEmbeddedPostgres(dataDir, createLog('error', 'owner'))
process.send?.(url)
// Keeps the IPC channel open, and so the process running.
process.on('message', () => {})
