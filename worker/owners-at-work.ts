import type { OwnerId } from '../schema/owner.ts'

/** Whose jobs this worker has in work. */
export type OwnersAtWork = {
  /** Counts a job until disposed. */
  begin: (ownerId: OwnerId) => Disposable
  /**
   * The number of jobs in work, by owner. An owner whose jobs all ended since the last count counts as having one: between
   * two deliveries, there may be none for a moment.
   */
  count: () => Map<OwnerId, number>
}

export function createOwnersAtWork(): OwnersAtWork {
  const inWork = new Map<OwnerId, number>()
  let begun = new Set<OwnerId>()

  function add(ownerId: OwnerId, change: number): void {
    const jobs = (inWork.get(ownerId) ?? 0) + change
    if (jobs === 0) inWork.delete(ownerId)
    else inWork.set(ownerId, jobs)
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
      return new Map([...lately, ...inWork])
    },
  }
}
