import type { Command } from 'commander'

/** Without it, a default command would take the misspelt command in `jobs cancle` for an excess argument. */
export const rejectUnknownCommand = (command: Command): Command =>
  command.allowExcessArguments().hook('preAction', (_, { args: [unknown], parent }) => {
    if (unknown === undefined || !parent) return
    const known = parent.commands.map(each => each.name()).join(', ')
    parent.error(`error: '${parent.name()}' has no command '${unknown}'; it has ${known}`)
  })
