import type { Command } from 'commander'
import { parseFilter, parseNames, parsePriorities, parseSearch } from './option-parsers.ts'

/** Which todos a command is about. */
export type ScopeFlags = {
  list?: string[]
  tag?: string[]
  priority?: string[]
  search?: string
  filter?: string
}

/** Adds a flag for each part of the filter, with the names of the API. */
export const addScopeFlags = (command: Command): Command =>
  command
    .option('--list <names>', 'only todos in these lists: names or numbers, separated by commas', parseNames)
    .option('--tag <tags>', 'only todos with all of these tags', parseNames)
    .option('--priority <priorities>', 'only todos with these: none, low, medium, high', parsePriorities)
    .option('--search <words>', 'only todos with these words in their title or description', parseSearch)
    .option(
      '--filter <text>',
      'a filter as in the search field: "list:uni tag:exam -tag:later essay"',
      parseFilter,
    )
