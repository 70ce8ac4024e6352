import { expectTypeOf } from 'vitest'
import { type CalendarJob, createClient, type Todo } from '../../client/create-client.ts'
import { waitForCalendarJob } from '../../client/wait-for-calendar-job.ts'
import type { CalendarJobWire } from '../../schema/wire/calendar-job.ts'
import type { TodoWire } from '../../schema/wire/todo.ts'

// Checked by `tsc` and never run: the client's types are those of the wire, and reach the caller of each procedure.
expectTypeOf<Todo>().toEqualTypeOf<TodoWire>()
expectTypeOf<Omit<CalendarJob, 'options'>>().toEqualTypeOf<Omit<CalendarJobWire, 'options'>>()
// JSON leaves out what is undefined.
expectTypeOf<CalendarJob['options']>().toExtend<CalendarJobWire['options']>()
expectTypeOf<CalendarJob['state']>().toEqualTypeOf<
  'PENDING' | 'STARTED' | 'RETRY' | 'SUCCESS' | 'FAILURE' | 'REVOKED'
>()
expectTypeOf(waitForCalendarJob).returns.resolves.toEqualTypeOf<CalendarJob>()

const client = createClient({ url: 'http://localhost:6400' })
expectTypeOf(client.todos.query).returns.resolves.toEqualTypeOf<{
  items: Todo[]
  nextCursor: string | null
}>()
expectTypeOf(client.todo.query).parameter(0).toEqualTypeOf<{ id: number }>()
expectTypeOf(client.deleteTodo.mutate).returns.resolves.toEqualTypeOf<Todo | null>()
expectTypeOf<Extract<Parameters<typeof client.createTodo.mutate>[0], { input: object }>['input']>()
  .toHaveProperty('title')
  .toEqualTypeOf<string>()
expectTypeOf(client.cancelCalendarJob.mutate).returns.resolves.toEqualTypeOf<CalendarJob>()
const watch = () => client.calendarJobStatus.subscribe({ id: '' })
expectTypeOf(watch).returns.toEqualTypeOf<AsyncIterableIterator<{ id: string; data: CalendarJob }>>()
// @ts-expect-error there is no such state
const _wrong: Parameters<typeof client.calendarJobs.query>[0] = { state: 'DONE' }
