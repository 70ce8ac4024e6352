type Page<Item> = { items: Item[]; nextCursor: string | null }

type Reading<Item> = {
  load: (page: { first: number; after: string | undefined }) => Promise<Page<Item>>
  pageSize: number
  limit: number
  /** Called when the list continues after the limit. */
  onRest?: () => void
}

/** Reads a list page by page, up to `limit` items. */
export async function* readPages<Item>({
  load,
  pageSize,
  limit,
  onRest,
}: Reading<Item>): AsyncGenerator<Item[]> {
  let left = limit
  let after: string | undefined
  do {
    const { items, nextCursor } = await load({ first: Math.min(left, pageSize), after })
    yield items
    left -= items.length
    after = nextCursor ?? undefined
  } while (after !== undefined && left > 0)
  if (after !== undefined) onRest?.()
}
