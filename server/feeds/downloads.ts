import type { ServerResponse } from 'node:http'
import { AppError } from '../../core/app-error.ts'

/** The long files that are on their way: each keeps a part of its file in memory for as long as its reader takes. */
export type Downloads = {
  /** @throws AppError unavailable when there are as many as there may be */
  begin: (response: ServerResponse) => void
}

const idleMs = 60_000

export function createDownloads(most: number): Downloads {
  const underWay = new Set<ServerResponse>()
  return {
    begin(response) {
      if (underWay.size >= most) throw new AppError('unavailable', 'Too many downloads; try again later')
      underWay.add(response)
      response.once('close', () => underWay.delete(response))
      // Who takes nothing for so long keeps a place from others.
      response.setTimeout(idleMs, () => response.destroy())
    },
  }
}
