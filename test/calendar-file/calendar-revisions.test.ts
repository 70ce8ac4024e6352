import { describe, expect, test } from 'vitest'
import { resolveOptions } from '../../schema/resolve-options.ts'
import { hashOptions } from '../../core/calendar-jobs/reuse.ts'
import { valuesOf, toOptions } from './calendar-samples.ts'
import { useService } from '../harness/test-service.ts'

describe('a calendar', () => {
  const service = useService({ broker: 'postgres' })

  async function read(options: object): Promise<string> {
    const { task_id: id } = await service.createTask(options)
    await service.finishTask(id)
    return (await service.ask(`GET /todos/ical/${id}/result`)).text
  }

  const edit = (id: number, json: object) => service.ask(`PUT /todos/${id}`, { json })

  test.each(['vevent', 'vtodo'])(
    'shows each edit of a %s as later, however fast they come',
    async component => {
      const { id } = await service.createTodo({ title: 'first', deadline_at: '2030-01-01' })
      const files = [await read({ component })]
      for (const change of [
        { title: 'second' },
        { completed: true },
        { completed: false },
        { deadline_at: '2030-01-02' },
        { description: 'x' },
      ]) {
        await edit(id, change)
        files.push(await read({ component }))
      }
      const [sequences, times, stamps] = ['SEQUENCE', 'LAST-MODIFIED', 'DTSTAMP'].map(name =>
        files.map(file => valuesOf(file, name)[0] ?? ''),
      ) as [string[], string[], string[]]
      expect(stamps).toEqual(times)
      // Times of a fixed width: their order is that of the strings.
      expect(times).toEqual([...new Set(times)].sort())
      const numbers = sequences.map(Number)
      expect(numbers).toEqual(numbers.map((_, n) => (numbers[0] ?? 0) + n))

      await edit(id, { title: 'second', completed: false })
      expect(await read({ component })).toBe(files.at(-1))
      await service.ask(`DELETE /todos/${id}`)
    },
  )

  test('leaves out overdue todos as of the minute of its creation', async () => {
    await service.replaceTodos([
      { title: 'overdue', deadline_at: '2020-01-01' },
      { title: 'overdue, but done', deadline_at: '2020-01-01', completed: true },
      { title: 'to come', deadline_at: '4000-01-01' },
    ])
    const { task_id: id } = await service.createTask({ overdue: 'drop' })
    const task = await service.finishTask(id)
    expect(task).toMatchObject({ written: 2, skipped: { no_deadline: 0, out_of_range: 0, filtered: 1 } })
    const {
      options_hash: hash,
      started_at: from,
      finished_at: to,
    } = await service.db
      .selectFrom('calendar_job')
      .innerJoin('artifact', 'artifact.id', 'calendar_job.artifact_id')
      .select(['options_hash', 'started_at', 'finished_at'])
      .where('calendar_job.id', '=', id)
      .executeTakeFirstOrThrow()
    const options = toOptions({ overdue: 'drop' })
    expect([from, to].map(time => hashOptions(resolveOptions(options, new Date(time ?? ''))))).toContain(hash)
  })
})
