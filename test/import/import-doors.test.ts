import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { createClient } from '../../client/create-client.ts'
import { execCli } from '../harness/run-cli.ts'
import { createTemporaryDirectory } from '../harness/temporary-directory.ts'
import { useService } from '../harness/test-service.ts'
import { waitFor } from '../harness/wait-for.ts'

const service = useService({ broker: 'postgres' })

async function ask(query: string, variables: object = {}): Promise<Record<string, unknown>> {
  const response = await fetch(`${service.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query, variables }),
  })
  const { data, errors } = (await response.json()) as { data: Record<string, unknown>; errors?: unknown }
  expect(errors).toBeUndefined()
  return data
}

const cli = (...args: string[]) => execCli(service.url, ['import', ...args])

const uid = 'a-of-another-program'
const content = `uid,Task,due\n${uid},First,2030-01-02\n,,\nb,Second,someday\n`
const mapping = { title: 'Task', deadline: 'due', uid: 'uid' }

test('imports, watches, reports and cancels over tRPC', async () => {
  const client = createClient({ url: service.url })
  const { id } = await client.importTodos.mutate({ input: { content, mapping } })
  const states: string[] = []
  for await (const { data: job } of client.importJobStatus.subscribe({ id }, {})) {
    states.push(job.state)
    if (job.state === 'SUCCESS') {
      expect(job).toMatchObject({
        counts: { created: 2, changed: 0, unchanged: 0, skipped: 0, noted: 1 },
        progress: { percent: 100 },
      })
      break
    }
  }
  expect(states.at(-1)).toBe('SUCCESS')
  const first = await client.importReport.query({ id, first: 1 })
  expect(first).toMatchObject({
    items: [{ line: 2, outcome: 'created', title: 'First', uid, notes: [] }],
  })
  const next = await client.importReport.query({ id, first: 1, after: first.nextCursor ?? '' })
  expect(next).toMatchObject({ items: [{ line: 4, title: 'Second' }], nextCursor: null })
  expect((await client.importReport.query({ id, filter: 'noted' })).items).toEqual(next.items)
  expect((await client.importJobs.query()).items[0]).toMatchObject({ id, state: 'SUCCESS' })
  await expect(client.cancelImportJob.mutate({ id })).rejects.toMatchObject({ data: { code: 'CONFLICT' } })
  await expect(client.importTodos.mutate({ input: { content: 'x'.repeat(200_001) } })).rejects.toMatchObject({
    data: { code: 'BAD_REQUEST' },
  })
})

test('imports, lists and reports over GraphQL', async () => {
  const { importTodos } = await ask(
    'mutation ($input: ImportTodosInput!) { importTodos(input: $input) { id dryRun reportUrl } }',
    { input: { content, mapping, dryRun: true, format: 'CSV' } },
  )
  expect(importTodos).toMatchObject({ dryRun: true, reportUrl: expect.stringContaining('/report') })
  const { id } = importTodos as { id: string }
  const job = await waitFor('the import', async () => {
    const { importJob } = await ask(
      'query ($id: ID!) { importJob(id: $id) { state counts { unchanged skipped } progress { percent } } }',
      { id },
    )
    return (importJob as { state: string }).state === 'SUCCESS' && importJob
  })
  expect(job).toMatchObject({ counts: { unchanged: 2 }, progress: { percent: 100 } })
  const { importReport, importJobs } = await ask(
    `query ($id: ID!) {
      importReport(id: $id, filter: NOTED) { nodes { line outcome title notes } pageInfo { hasNextPage } }
      importJobs(first: 1) { nodes { id } }
    }`,
    { id },
  )
  expect(importReport).toMatchObject({
    nodes: [{ line: 4, outcome: 'UNCHANGED', title: 'Second' }],
    pageInfo: { hasNextPage: false },
  })
  expect(importJobs).toEqual({ nodes: [{ id }] })
})

test('imports files at the terminal, and exits with 1 when nothing could be read', async () => {
  await using directory = await createTemporaryDirectory()
  const file = join(directory.path, 'todos.csv')
  await writeFile(file, 'uid;Was;Wann\nc;Über;1/2/2030\nd;Mehr;irgendwann\n')
  const dry = await cli(file, '--map', 'title=Was,deadline=Wann,uid=uid', '--date-order', 'DMY', '--dry-run')
  expect(dry).toMatchObject({
    code: 0,
    stdout: 'Dry run, nothing was changed: 2 created, 0 changed, 0 unchanged, 0 skipped\n',
  })
  const wet = await cli(file, '--map', 'title=Was,deadline=Wann,uid=uid', '--list', 'Neu', '--json')
  expect(wet.code).toBe(0)
  expect(JSON.parse(wet.stdout)).toMatchObject({
    state: 'SUCCESS',
    counts: { created: 2 },
    notes: [{ line: 2 }, { line: 3, title: 'Mehr' }],
  })
  expect((await cli(file, '--map', 'title=Was,deadline=Wann,uid=uid', '--list', 'Neu')).stdout).toBe(
    '0 created, 0 changed, 2 unchanged, 0 skipped\n',
  )
  const wrong = await cli(file)
  expect(wrong.code).toBe(1)
  expect(wrong.stderr).toContain('no column is a title: map one of uid, Was, Wann')
  expect(await cli(file, '--map', 'nonsense')).toMatchObject({ code: 2 })
  expect(await cli(file, '--format', 'xml')).toMatchObject({ code: 2 })
  expect(await cli(join(directory.path, 'missing'))).toMatchObject({ code: 1 })
})
