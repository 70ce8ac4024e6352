import type { OwnerId } from '../schema/owner.ts'

/** Whose jobs this worker has in progress. */
export type OwnersAtWork = {
  /** Counts a job until disposed. */
  begin: (ownerId: OwnerId) => Disposable
  /**
   * The number of jobs in progress, by owner. An owner whose jobs all ended since the last count counts as having one: between
   * two deliveries, there may be none for a moment.
   */
  count: () => Map<OwnerId, number>
}

export function createOwnersAtWork(): OwnersAtWork {
  const inProgress = new Map<OwnerId, number>()
  let begun = new Set<OwnerId>()

  function add(ownerId: OwnerId, change: number): void {
    const jobs = (inProgress.get(ownerId) ?? 0) + change
    if (jobs === 0) inProgress.delete(ownerId)
    else inProgress.set(ownerId, jobs)
  }

  return {
    begin(ownerId) {
      add(ownerId, 1)
      begun.add(ownerId)
      return { [Symbol.dispose]: () => add(ownerId, -1) }
    },
    count() {
      const lately = Array.from(begun, ownerId => [ownerId, 1] as const)
      begun = new Set()
      return new Map([...lately, ...inProgress])
    },
  }
}
