import { type ClientRequest, type IncomingMessage, request } from 'node:http'
import { once } from 'node:events'
import { expect, test } from 'vitest'
import { createLog } from '../../core/process/log.ts'
import { parseEnv } from '../../core/process/config.ts'
import { createUploadStore, uploadLimits } from '../../server/operations/uploads.ts'
import { serverLimits, startServer } from '../../server/start.ts'
import { ask, useService } from '../harness/test-service.ts'
import { waitFor } from '../harness/wait-for.ts'

const service = useService({ broker: 'postgres', withWorker: false })

const path = '/api/v1/todos/import'
const countFiles = async () => (await service.db.selectFrom('import_file').select('id').execute()).length

/** Sends the beginning of a file. */
function beginUpload(): ClientRequest {
  const { hostname, port } = new URL(service.url)
  const upload = request({ hostname, port, method: 'POST', path })
  upload.on('error', () => {})
  upload.write('title\n')
  return upload
}

test('accepts a limited number of uploads at once, and refuses others with 503', async () => {
  const { maxOfOwner } = uploadLimits
  expect(uploadLimits).toMatchObject({ maxConcurrent: 8, maxOfOwner: 4 })
  const before = await countFiles()
  const uploads = Array.from({ length: maxOfOwner }, () => beginUpload())
  await waitFor('the uploads', async () => (await countFiles()) === before + maxOfOwner)

  const refused = await service.ask('POST /todos/import', { body: 'title\nOne too many\n' })
  expect(refused.status).toBe(503)
  expect(refused.headers['retry-after']).toBe('1')
  expect(refused.json).toEqual({ error: 'Too many files are being uploaded; try again' })
  const overGraphql = await ask(service.url, 'POST /graphql', {
    json: { query: 'mutation { importTodos(input: { content: "title" }) { id } }' },
  })
  expect(JSON.parse(overGraphql.text)).toMatchObject({ errors: [{ extensions: { code: 'UNAVAILABLE' } }] })
  expect((await service.ask('POST /todos', { json: { title: 'Not a file' } })).status).toBe(201)

  const [finished, brokenOff, ...others] = uploads
  finished?.end('Finished\n')
  const [answer] = (await once(finished as ClientRequest, 'response')) as [IncomingMessage]
  answer.resume()
  expect(answer.statusCode).toBe(202)
  expect((await service.ask('POST /todos/import', { body: 'title\nThe next one\n' })).status).toBe(202)

  const last = beginUpload()
  await waitFor('another upload', async () => (await countFiles()) === before + maxOfOwner + 2)
  expect((await service.ask('POST /todos/import', { body: 'title\nAgain\n' })).status).toBe(503)
  brokenOff?.destroy()
  await waitFor(
    'room',
    async () => (await service.ask('POST /todos/import', { body: 'title\nThen\n' })).status === 202,
  )
  for (const upload of [last, ...others]) upload.destroy()
})

test('keeps room for the uploads of other owners', async () => {
  const store = createUploadStore(service.db, { maxBytes: 100, maxConcurrent: 3, maxOfOwner: 2 })
  await service.db.insertInto('owner').values({ id: 'other' }).execute()
  const { promise: ended, resolve: end } = Promise.withResolvers<void>()
  async function* slowly() {
    yield Buffer.from('title')
    await ended
  }
  const running = [store('local', slowly()), store('local', slowly())]
  await expect(store('local', slowly())).rejects.toMatchObject({ code: 'unavailable' })
  running.push(store('other', slowly()))
  await expect(store('other', slowly())).rejects.toMatchObject({ code: 'unavailable' })
  end()
  await Promise.all(running)
})

test('refuses a file over the limit with 413, and keeps nothing of it', async () => {
  const maxUploadBytes = 100_000
  expect(serverLimits.maxUploadBytes).toBe(256 * 1024 * 1024)
  await using server = await startServer(
    { ...parseEnv(service.env), DATABASE_URL: service.env.DATABASE_URL ?? '' },
    createLog('silent', 'server'),
    { ...serverLimits, maxUploadBytes },
  )
  const before = await countFiles()
  const upload = (bytes: number) => ask(server.url, `POST ${path}`, { body: 'x'.repeat(bytes) })
  expect((await upload(maxUploadBytes)).status).toBe(202)

  const refused = await upload(maxUploadBytes + 1)
  expect(refused.status).toBe(413)
  expect(refused.json).toEqual({ error: 'The file must be at most 100000 bytes' })

  expect(await countFiles()).toBe(before + 1)
})
