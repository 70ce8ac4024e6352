import { AppError } from '../../core/app-error.ts'
import { getTodoLists } from '../../core/lists/todo-lists.ts'
import { isRangeEmpty, rangeIsEmpty } from '../../schema/calendar-options.ts'
import { foldText } from '../../schema/fold-text.ts'
import type { ParsedFilter } from '../../schema/read-filter.ts'
import type { TodoScope } from '../../schema/todo-scope.ts'
import type { RequestContext } from '../context.ts'
import { resolveDates } from './settings.ts'

type Filtered = ParsedFilter & { filter?: ParsedFilter | undefined }

/** Makes one filter of its two forms, with ids of lists, and times for dates. @throws AppError badInput */
export async function resolveFilter<Input extends Filtered>(
  ctx: RequestContext,
  input: Input,
  timeZone?: string,
): Promise<Omit<Input, 'filter'>> {
  return resolveDates(ctx, await resolveLists(ctx, mergeFilter(input)), timeZone)
}

type Options = TodoScope & {
  completed: 'include' | 'exclude' | 'only'
  overdue: 'keep' | 'drop' | 'today'
  from?: string | undefined
  to?: string | undefined
  timeZone?: string | undefined
  filter?: ParsedFilter | undefined
}

/**
 * The same for the options of files, which have other words for completed and overdue todos. `drop` satisfies `keep` and
 * `today` too: those say only where overdue todos appear.
 *
 * @throws AppError badInput
 */
export async function resolveOptions<Given extends Options>(
  ctx: RequestContext,
  { filter: { completed, overdue, ...filter } = {}, ...options }: Given,
): Promise<Omit<Given, 'filter'>> {
  if (overdue === true) throw new AppError('badInput', 'filter: is:overdue is only for lists of todos')
  const { completed: chosen, overdue: shown, ...given } = options
  const resolved = await resolveFilter(ctx, { ...given, filter }, options.timeZone)
  if (isRangeEmpty(resolved)) throw new AppError('badInput', `from: ${rangeIsEmpty}`)
  return {
    // Keeps the order of the fields, on which the hashes of idempotency keys depend.
    ...options,
    ...resolved,
    completed: mergeCompleted(chosen, completed),
    overdue: overdue === false ? 'drop' : shown,
  }
}

/** `include` is also the default, so it agrees with every filter. @throws AppError badInput when no todo could match both */
function mergeCompleted(chosen: Options['completed'], completed: boolean | undefined): Options['completed'] {
  if (completed === undefined) return chosen
  const filtered = completed ? 'only' : 'exclude'
  if (chosen !== 'include' && chosen !== filtered) throw contradicts('completed')
  return filtered
}

const contradicts = (field: string) =>
  new AppError('badInput', `filter: cannot be combined with another ${field}`)

const conjunctive = new Set(['tag', 'withoutTag', 'withoutList'])

/** Todos must match both forms. @throws AppError badInput when no todo could */
function mergeFilter<Input extends Filtered>({ filter = {}, ...given }: Input): Omit<Input, 'filter'> {
  const merged: Record<string, unknown> = { ...given }
  for (const [field, value] of Object.entries(filter)) {
    const other = merged[field]
    if (other === undefined) merged[field] = value
    else if (field === 'search') merged[field] = `${other as string} ${value as string}`
    else if (conjunctive.has(field)) merged[field] = [...(other as string[]), ...(value as string[])]
    else if (JSON.stringify(other) !== JSON.stringify(value)) throw contradicts(field)
  }
  return merged as Omit<Input, 'filter'>
}

async function resolveLists<Input extends TodoScope>(ctx: RequestContext, input: Input): Promise<Input> {
  const { list, withoutList } = input
  if (!list && !withoutList) return input
  const find = await createListFinder(ctx)
  return {
    ...input,
    ...(list && { list: list.map(find) }),
    ...(withoutList && { withoutList: withoutList.map(find) }),
  }
}

/** Finds a list by its id or its name. @throws AppError badInput */
async function createListFinder({ db, ownerId }: RequestContext): Promise<(reference: string) => string> {
  const lists = await getTodoLists(db, ownerId)
  return reference => {
    const name = foldText(reference)
    const list =
      lists.find(({ id }) => `${id}` === reference) ?? lists.find(list => foldText(list.name) === name)
    if (!list) throw new AppError('badInput', `list: there is no list named ${reference}`)
    return `${list.id}`
  }
}

/** The id of the list that a todo is put into; undefined stays undefined, and null is the inbox. */
export async function resolveList(
  ctx: RequestContext,
  reference: string | null | undefined,
): Promise<number | undefined> {
  if (reference === undefined) return undefined
  if (reference !== null) return Number((await createListFinder(ctx))(reference))
  return ctx.findInbox(ctx.ownerId)
}
