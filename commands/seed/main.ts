import { openDatabase } from '../../core/database/db.ts'
import { findDatabaseUrl } from '../../embedded-postgres/join-embedded-postgres.ts'
import { assertMigrated } from '../../core/database/migrate.ts'
import { runTask } from '../../core/process/run-process.ts'
import { StartupError } from '../../core/process/startup-error.ts'
import { seedTodos } from './seed-todos.ts'

const defaultCount = 1_000
const maxCount = 10_000_000

export const main = ({ count }: { count: string | undefined }): Promise<void> =>
  runTask('seed', async config => {
    const todos = readCount(count)
    const url = await findDatabaseUrl(config)
    await using database = openDatabase(url, { name: 'taskoverflow seed', maxConnections: 2 })
    await assertMigrated(database.db)
    const startedAt = performance.now()
    for await (const made of seedTodos(database.db, todos)) {
      const perSecond = Math.round((made * 1000) / (performance.now() - startedAt))
      console.log(`${made} of ${todos} todos, ${perSecond} per second`)
    }
  })

function readCount(text = `${defaultCount}`): number {
  const count = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN
  if (count >= 1 && count <= maxCount) return count
  throw new StartupError(
    `${text} is not a number of todos: pass a number from 1 to ${maxCount}, as in npm run seed -- 5000.`,
  )
}
