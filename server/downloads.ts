import type { ServerResponse } from 'node:http'
import { AppError } from '../core/app-error.ts'

/** Longer files are sent part by part, and count as downloads. */
export const mostBytesAtOnce = 1024 * 1024

export const downloadLimits = { most: 500, idleMs: 60_000 }

/** The long files that are on their way, of feeds and of jobs: each keeps a part of its file in memory for as long as its reader takes. */
export type Downloads = {
  /** @throws AppError unavailable when there are as many as there may be */
  begin: (response: ServerResponse) => void
}

/** @param limits.idleMs after which who takes nothing is cut off, for it keeps a place from others */
export function createDownloads({ most, idleMs }: { most: number; idleMs: number }): Downloads {
  const underWay = new Set<ServerResponse>()
  return {
    begin(response) {
      if (underWay.size >= most) throw new AppError('unavailable', 'Too many downloads; try again later')
      underWay.add(response)
      response.once('close', () => underWay.delete(response))
      response.setTimeout(idleMs, () => response.destroy())
    },
  }
}
