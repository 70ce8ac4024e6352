import { beforeAll, describe, expect, test } from 'vitest'
import { type Outcome, execCli } from '../harness/run-cli.ts'
import { useService } from '../harness/test-service.ts'

describe('lists, tags and the trash in the terminal', () => {
  const service = useService({ broker: 'postgres' })
  const cli = (...args: string[]): Promise<Outcome> => execCli(service.url, args)
  const titles = async (...args: string[]) =>
    (JSON.parse((await cli('--json', ...args)).stdout) as { title: string }[]).map(({ title }) => title)

  beforeAll(async () => {
    await cli('lists', 'add', 'Uni', '--color', 'Teal')
    await cli(
      'todos',
      'add',
      'Essay',
      '--list',
      'uni',
      '--tags',
      'exam, Later',
      '--priority',
      'high',
      '--due',
      '2030-01-02',
    )
    await cli('todos', 'add', 'Bread')
  })

  test('adds, changes, lists and deletes lists', async () => {
    expect((await cli('lists')).stdout).toBe('   1  Inbox\n   2  Uni  teal\n')
    expect((await cli('lists', 'add', 'Work', '--position', '0')).stdout).toBe('   3  Work\n')
    expect((await cli('lists', 'edit', 'wörk', '--rename', 'Job', '--color', 'red')).stdout).toBe(
      '   3  Job  red\n',
    )
    expect((await cli('lists', 'edit', '3', '--no-color')).stdout).toBe('   3  Job\n')
    expect((await cli('lists', 'delete', 'Job')).stdout).toBe('Deleted:    3  Job\n')
    expect((await cli('lists', 'restore', '3')).stdout).toBe('   3  Job\n')
    await cli('lists', 'delete', 'Job')
    expect(await cli('lists', 'delete', 'Job')).toMatchObject({
      code: 1,
      stderr: 'There is no list named Job.\n',
    })
    expect(await cli('lists', 'add', 'ÚNI')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('already a list named Uni'),
    })
    expect(await cli('lists', 'edit', 'Uni')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('nothing to change'),
    })
  })

  test('shows and changes the list, the tags and the priority of a todo', async () => {
    expect((await cli('todos', '--list', 'uni')).stdout).toBe(
      '   1     2030-01-02            !!! Essay  #exam  #Later\n',
    )
    expect((await cli('todos', 'show', '1')).stdout).toMatch(
      /^List +Uni\nTags +exam, Later\nPriority +high$/m,
    )
    await cli('todos', 'edit', '2', '--list', 'Uni', '--tags', 'food', '--priority', 'low')
    expect(await titles('todos', '--list', 'uni')).toEqual(['Bread', 'Essay'])
    expect(
      (await cli('todos', 'edit', '2', '--list', 'Inbox', '--no-tags', '--priority', 'none')).stdout,
    ).toBe('   2     -                     Bread\n')
  })

  test('filters by flags, and by the filter language', async () => {
    expect(await titles('todos', '--tag', 'exam')).toEqual(['Essay'])
    expect(await titles('todos', '--priority', 'low,high')).toEqual(['Essay'])
    expect(await titles('todos', '--filter', '-list:uni')).toEqual(['Bread'])
    expect(await titles('todos', 'search', 'list:uni', 'éss')).toEqual(['Essay'])
    expect(await titles('todos', 'search', '--', 'b', '-tag:later')).toEqual(['Bread'])
    expect(await cli('todos', '--filter', 'p:urgent')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining("'p:' must be one of none, low, medium, high"),
    })
    const file = await cli('calendar', '--list', 'uni', '--tag', 'exam', '-o', '-')
    expect(file.stdout.match(/^SUMMARY:.*$/gm)).toEqual(['SUMMARY:Essay'])
    expect((await cli('feeds', 'add', 'Uni', '--filter', 'list:uni', '--json')).stdout).toContain(
      '"list": [\n',
    )
  })

  test('lists, restores and permanently deletes what is in the trash', async () => {
    await cli('todos', 'add', 'Gone')
    expect((await cli('todos', 'delete', '3')).stdout).toBe('Deleted:    3     -                     Gone\n')
    expect(await titles('todos', 'trash')).toEqual(['Gone'])
    expect((await cli('todos', 'restore', '3')).stdout).toBe('   3     -                     Gone\n')
    await cli('todos', 'delete', '3')
    expect((await cli('todos', 'empty-trash')).stdout).toBe('Deleted permanently: 1\n')
    expect(await cli('todos', 'restore', '3')).toMatchObject({
      code: 1,
      stderr: 'Todo not found in the trash\n',
    })
  })
})
