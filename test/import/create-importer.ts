import { expect } from 'vitest'
import type { ImportReportEntry } from '../../schema/import-job.ts'
import type { Answer, TestService } from '../harness/test-service.ts'
import { waitFor } from '../harness/wait-for.ts'

export type Import = {
  id: string
  state: string
  progress: { done: number; total: number; percent: number }
  counts: Record<string, number>
  error: string | null
}

const isOver = ({ state }: Import) => ['SUCCESS', 'FAILURE', 'REVOKED'].includes(state)

/** Imports files at REST, and reads what became of them. */
export function createImporter(service: TestService) {
  const upload = (body: string | Buffer, query = '', headers = {}) =>
    service.ask(`POST /todos/import${query}`, { body, headers })

  async function finish({ json }: Answer): Promise<Import> {
    const { id } = json as Import
    return waitFor(`import ${id} to finish`, async () => {
      const job = (await service.ask(`GET /todos/import/${id}`)).json as Import
      return isOver(job) && job
    })
  }

  return {
    upload,
    finish,

    importFile: async (body: string | Buffer, query = ''): Promise<Import> => {
      const answer = await upload(body, query)
      expect(answer).toMatchObject({ status: 202 })
      return finish(answer)
    },

    readReport: async ({ id }: Import, filter = 'all'): Promise<ImportReportEntry[]> => {
      const { status, text } = await service.ask(`GET /todos/import/${id}/report?filter=${filter}`)
      expect(status).toBe(200)
      return text
        .split('\n')
        .filter(Boolean)
        .map(line => JSON.parse(line) as ImportReportEntry)
    },

    readRows: () =>
      service.db
        .selectFrom('todo')
        .innerJoin('todo_list', 'todo_list.id', 'todo.list_id')
        .select([
          'todo.id',
          'uid',
          'title',
          'description',
          'completed',
          'completed_at',
          'deadline_at',
          'deadline_on',
          'repeat_rule',
          'repeat_zone',
          'completions',
          'tags',
          'priority',
          'properties',
          'todo_list.name as list',
          'todo.created_at',
          'todos_revision',
          'revision',
        ])
        .orderBy('todo.todos_revision')
        .execute(),
  }
}
