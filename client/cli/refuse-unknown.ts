import type { Command } from 'commander'

/** Makes a default command refuse `jobs cancle` by what is wrong with it: `cancle` is no command of `jobs`. */
export const refuseUnknown = (command: Command): Command =>
  command.allowExcessArguments().hook('preAction', (_, { args: [unknown], parent }) => {
    if (unknown === undefined || !parent) return
    const known = parent.commands.map(each => each.name()).join(', ')
    parent.error(`error: '${parent.name()}' has no command '${unknown}'; it has ${known}`)
  })
