import type { Command } from 'commander'
import { toPrintable } from '../../schema/to-printable.ts'
import type { List } from '../create-client.ts'
import { findList } from '../find-list.ts'
import { parseColor, parseListId, parseListName, parsePosition } from './option-parsers.ts'
import { rejectUnknownCommand } from './reject-unknown-command.ts'
import { Failure, type Run, type Session } from './session.ts'

type Flags = { color?: string | false; position?: number; rename?: string }

const examples = `
Without a command, shows all lists. Refer to a list by its name or number.

Examples:
  lists add Uni --color teal
  lists edit Uni --rename University --position 0
  todos --list University
  feeds add University --list University`

export function addListCommands(program: Command, run: Run): void {
  const lists = program.command('lists').description('manage lists of todos').addHelpText('after', examples)

  rejectUnknownCommand(lists.command('list', { isDefault: true }))
    .description('show all lists, in their order')
    .action(() =>
      run(async ({ client, printList, signal }) => {
        await printList([await client.lists.query(undefined, { signal })], toListLine, 'No lists.')
      }),
    )

  lists
    .command('add')
    .description('create a list')
    .argument('<name>', 'name of the list', parseListName)
    .option('--color <color>', 'CSS colour name or #RRGGBB', parseColor)
    .option('--position <n>', '0 for the first list (default: the last one)', parsePosition)
    .action((name: string, { color, position }: { color?: string; position?: number }) =>
      run(async ({ client, print, signal }) => {
        const list = await client.createList.mutate({ input: { name, color, position } }, { signal })
        print(list, () => toListLine(list))
      }),
    )

  const edit = lists
    .command('edit')
    .description('change a list')
    .argument('<list>', 'name or number of the list')
    .option('--rename <name>', 'name of the list', parseListName)
    .option('--color <color>', 'CSS colour name or #RRGGBB', parseColor)
    .option('--no-color', 'remove the colour')
    .option('--position <n>', '0 for the first list', parsePosition)
  edit.action((reference: string, { rename, color, position }: Flags) => {
    const input = { name: rename, color: color === false ? null : color, position }
    if (Object.values(input).every(value => value === undefined))
      edit.error('error: nothing to change: use --rename, --color, --no-color or --position')
    return run(async session => {
      const { client, print, signal } = session
      const { id } = await getList(session, reference)
      const list = await client.updateList.mutate({ id, input }, { signal })
      print(list, () => toListLine(list))
    })
  })

  lists
    .command('delete')
    .description('delete a list; its todos move to the inbox')
    .argument('<list>', 'name or number of the list')
    .action((reference: string) =>
      run(async session => {
        const { client, print, signal } = session
        const { id } = await getList(session, reference)
        const list = await client.deleteList.mutate({ id }, { signal })
        print(list, () => `Deleted: ${toListLine(list)}`)
      }),
    )

  lists
    .command('restore')
    .description('restore a list that was deleted within 30 days, with its todos that are in the inbox')
    .argument('<id>', 'number of the list, as it was shown', parseListId)
    .action((id: number) =>
      run(async ({ client, print, signal }) => {
        const list = await client.restoreList.mutate({ id }, { signal })
        print(list, () => toListLine(list))
      }),
    )
}

async function getList({ client, signal }: Session, reference: string): Promise<List> {
  const list = findList(await client.lists.query(undefined, { signal }), reference)
  if (!list) throw new Failure(`There is no list named ${toPrintable(reference)}.`)
  return list
}

const toListLine = ({ id, name, color }: List): string =>
  `${String(id).padStart(4)}  ${toPrintable(name)}${color === null ? '' : `  ${color}`}`
