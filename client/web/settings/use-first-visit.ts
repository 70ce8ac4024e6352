import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { firstInboxName } from '../../../schema/owner.ts'
import { browserTimeZone } from '../day.ts'
import { longAgo } from '../offline/kept-queries.ts'
import { allLists } from '../lists/all-lists.ts'
import { useUpdateList } from '../lists/lists-queries.ts'
import { t } from '../messages/lists.ts'
import { settings, useUpdateSettings } from './settings-queries.ts'
import { localWeekStart } from './week-start.ts'

/**
 * Takes the settings, and the name of the inbox, from the browser while nothing was set. What the server refuses stays as it
 * is.
 */
export function useFirstVisit(): void {
  const { data, dataUpdatedAt } = useQuery(settings)
  const { data: lists } = useQuery(allLists)
  const { mutate: update } = useUpdateSettings()
  const { mutate: rename } = useUpdateList()
  // What the browser has kept says nothing about now.
  const isFirst = data?.updatedAt === null && dataUpdatedAt > longAgo && lists !== undefined
  const inbox = lists?.find(({ isInbox }) => isInbox)
  const inboxId = inbox?.name === firstInboxName && t.inbox !== firstInboxName ? inbox.id : undefined
  useEffect(() => {
    if (!isFirst) return
    if (inboxId !== undefined) rename({ id: inboxId, change: { name: t.inbox } })
    update({ timeZone: browserTimeZone(), weekStart: localWeekStart() })
  }, [isFirst, inboxId, rename, update])
}
