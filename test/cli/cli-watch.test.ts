import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { expect, test } from 'vitest'
import { createClient } from '../../client/create-client.ts'
import { watchTodos } from '../../client/watch-todos.ts'
import { openProxy } from '../chaos/proxy.ts'
import { execCli } from '../harness/run-cli.ts'
import { useService } from '../harness/test-service.ts'

const service = useService({ broker: 'postgres', withWorker: false })

/** Runs `todos watch` as a process, because it ends only by a signal. */
function startWatching(url: string, ...args: string[]) {
  const child = spawn(process.execPath, [
    'run.cjs',
    'client/cli/main.ts',
    '--url',
    url,
    'todos',
    'watch',
    ...args,
  ])
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]()
  let errors = ''
  child.stderr.on('data', chunk => (errors += String(chunk)))
  return {
    next: async () => (await lines.next()).value,
    errors: () => errors,
    async stop() {
      child.kill('SIGINT')
      return ((await once(child, 'exit')) as [number | null])[0]
    },
  }
}

const readRevision = async () => {
  const { json } = await service.ask('GET /todos/changes')
  return (json as { revision: number }).revision
}

test('prints a line for each change, through a break of the connection', async () => {
  await using proxy = await openProxy(service.url)
  const watching = startWatching(proxy.url, '--after', `${await readRevision()}`)
  const { id } = await service.createTodo({ title: 'a', deadline_at: '2030-01-02' })
  expect(await watching.next()).toBe(`changed  ${String(id).padStart(4)}     2030-01-02            a`)
  proxy.cut()
  await service.ask(`DELETE /todos/${id}`)
  expect(await watching.next()).toBe(`deleted  ${String(id).padStart(4)}`)
  await service.ask('POST /lists', { json: { name: 'Uni' } })
  expect(await watching.next()).toBe('lists    Inbox, Uni')
  expect(watching.errors()).toBe('')
  expect(await watching.stop()).toBe(130)
})

test('prints updates as JSON lines, and reports a reset', async () => {
  const revision = await readRevision()
  const watching = startWatching(service.url, '--json', '--after', `${revision + 1_000}`)
  expect(JSON.parse((await watching.next()) ?? '')).toEqual({
    revision,
    changed: [],
    deleted: [],
    lists: null,
    reset: true,
  })
  const todo = await service.createTodo({ title: 'b\nb' })
  expect(JSON.parse((await watching.next()) ?? '')).toMatchObject({
    changed: [{ id: todo.id, title: 'b\nb' }],
  })
  expect(watching.errors()).toBe('Some changes are no longer known: list the todos again.\n')
  await watching.stop()
})

test('fails at once when the server does not respond, and for a wrong revision', async () => {
  const gone = await execCli('http://127.0.0.1:9', ['todos', 'watch'])
  expect(gone).toMatchObject({ code: 1, stderr: expect.stringContaining('does not respond') })
  const wrong = await execCli(service.url, ['todos', 'watch', '--after', 'x'])
  expect(wrong).toMatchObject({ code: 2, stderr: expect.stringContaining('must be a revision') })
})

test('follows the todos with the typed client through a break of the connection', async () => {
  await using proxy = await openProxy(service.url)
  const client = createClient({ url: proxy.url })
  const leaving = new AbortController()
  const updates = watchTodos(client, { signal: leaving.signal })
  expect((await updates.next()).value).toMatchObject({ changed: [], reset: false })
  proxy.cut()
  const { id } = await service.createTodo({ title: 'meanwhile' })
  expect((await updates.next()).value?.changed.map(todo => todo.id)).toEqual([id])
  leaving.abort()
  expect(await updates.next()).toEqual({ done: true, value: undefined })
})
