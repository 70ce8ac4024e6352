import { partialMatchKey, type Query, type QueryClient, type QueryKey } from '@tanstack/react-query'
import { isOpen } from '../account/access.ts'
import { isCurrentAccount, keptQueriesName, pageAccount } from '../account/page-account.ts'
import { allLists } from '../lists/all-lists.ts'
import { showChanges } from '../outbox/show-changes.ts'
import { storedChanges } from '../outbox/stored-changes.ts'
import { settings } from '../settings/settings-queries.ts'
import { daysKey } from '../todos/cached-days.ts'
import { listsKey, rangesKey, type TodoPages, todosKey } from '../todos/cached-todos.ts'
import { maxPages } from '../todos/invalidate-todos.ts'
import { withoutUnsaved } from './without-unsaved.ts'
import { whenIdle } from './when-idle.ts'

/**
 * What the page has last read of the todos is kept in the browser, so that it can be shown when the page opens: before the
 * server has answered, or without a server. It is a text with a line for each query; the first line names their account.
 */

type KeptQuery = { queryKey: QueryKey; data: unknown; readAtMs: number }
/** `source`: the data in memory; undefined until the query is read again. */
type KeptLine = { text: string; readAtMs: number; source: unknown }

const keptKeys = [allLists.queryKey, settings.queryKey, listsKey, rangesKey, daysKey, [...todosKey, 'counts']]
const maxQueries = 50
const maxLength = 4_000_000
const saveAfterMs = 3_000
/** When nothing is kept yet: the next load may be without a network. */
const firstSaveAfterMs = 300

/** Another account, or another build, may read other data. The address of the script has a hash of the build. */
const owner = JSON.stringify([new URL(import.meta.url).pathname, pageAccount])
/** Requests have URLs as keys. */
const address = '/kept-queries'
/** Data that was kept is old: it is read again where it is shown. */
export const longAgo = 1

/** By the keys of the queries. */
const kept = new Map<string, KeptLine>()

/** Only secure origins have cache storage. */
const hasCache = 'caches' in globalThis

export async function restoreQueries(queryClient: QueryClient): Promise<void> {
  if (!hasCache || !isOpen()) return
  const stored = await caches.match(address, { cacheName: keptQueriesName })
  const [first, ...lines] = (await stored?.text())?.split('\n') ?? []
  if (first !== owner) return
  for (const text of lines) {
    // JSON has no undefined, which the first page of a list begins after.
    const { queryKey, data, readAtMs } = JSON.parse(text, withFirstPage) as KeptQuery
    queryClient.setQueryData(queryKey, data, { updatedAt: longAgo })
    kept.set(JSON.stringify(queryKey), { text, readAtMs, source: undefined })
  }
  showChanges(queryClient, storedChanges())
}

export function keepQueries(queryClient: QueryClient): void {
  if (!hasCache) return
  let timer: ReturnType<typeof setTimeout> | undefined
  queryClient.getQueryCache().subscribe(({ type, query }) => {
    if (type !== 'updated' || !isKept(query)) return
    timer ??= setTimeout(
      () => {
        timer = undefined
        whenIdle(() => void save(queryClient).catch(() => {}))
      },
      kept.size === 0 ? firstSaveAfterMs : saveAfterMs,
    )
  })
}

const isKept = ({ queryKey, state }: Query): boolean =>
  state.dataUpdatedAt > longAgo && keptKeys.some(key => partialMatchKey(queryKey, key))

async function save(queryClient: QueryClient): Promise<void> {
  for (const { queryKey, state } of queryClient.getQueryCache().findAll({ predicate: isKept })) {
    const { data: source, dataUpdatedAt: readAtMs } = state
    const key = JSON.stringify(queryKey)
    if (kept.get(key)?.source === source) continue
    const query: KeptQuery = { queryKey, data: shorten(source), readAtMs }
    kept.set(key, { text: JSON.stringify(query, withoutUnsaved), readAtMs, source })
  }
  dropOldest()
  const text = [owner, ...[...kept.values()].map(line => line.text)].join('\n')
  if (!isOpen() || !isCurrentAccount()) return
  const cache = await caches.open(keptQueriesName)
  await cache.put(address, new Response(text))
  // Another tab may have signed out in the meantime.
  if (!isOpen() || !isCurrentAccount()) await caches.delete(keptQueriesName)
}

function dropOldest(): void {
  let length = 0
  const newestFirst = [...kept].toSorted(([, one], [, other]) => other.readAtMs - one.readAtMs)
  for (const [n, [key, { text }]] of newestFirst.entries()) {
    length += text.length
    if (n >= maxQueries || length > maxLength) kept.delete(key)
  }
}

/** The first pages of a long list: reading all of it again would take long. */
function shorten(data: unknown): unknown {
  if (!(data instanceof Object && 'pages' in data)) return data
  const { pages, pageParams } = data as TodoPages
  return { pages: pages.slice(0, maxPages), pageParams: pageParams.slice(0, maxPages) }
}

const withFirstPage = (name: string, value: unknown): unknown =>
  name === 'pageParams' ? (value as unknown[]).map(after => after ?? undefined) : value
