import { type FormEvent, useState } from 'react'
import type { CalendarJob } from '../../create-client.ts'
import { toNewFeed } from '../feeds/feed-draft.ts'
import { type IssuedFeed, useCreateFeed } from '../feeds/feeds-queries.ts'
import { useCreateCalendar } from '../jobs/change-job-queries.ts'
import { type ChosenOptions, defaultOptions, toOptionsInput } from '../jobs/options/chosen-options.ts'
import { useProblems } from '../jobs/options/use-problems.ts'
import { useSessionState } from '../use-session-state.ts'

export type ExportKind = 'file' | 'feed'
/** What the form begins with: the name and the filter of what is shown. */
export type ExportStart = { name: string; filter: string }

type Kept = { kind?: ExportKind; chosen?: Partial<ChosenOptions> }

type Form = {
  start: ExportStart
  startKind: ExportKind | undefined
  onFile: (job: CalendarJob) => void
  onFeed: (feed: IssuedFeed) => void
}

/** Creates a file or a feed with the chosen options, which are kept for the next time. */
export function useExportForm({ start, startKind, onFile, onFeed }: Form) {
  const [kept, setKept] = useSessionState<Kept>(`export-${start.filter}`)
  const [kind, setKind] = useState(startKind ?? kept?.kind ?? 'file')
  const chosen = { ...defaultOptions, ...start, ...kept?.chosen }
  const { form, problems, failure, check, show, clear } = useProblems()
  const { create } = useCreateCalendar()
  const { mutateAsync: createFeed } = useCreateFeed()
  const [isBusy, setBusy] = useState(false)

  function change(next: Kept): void {
    clear()
    setKept({ ...kept, ...next })
  }

  async function makeFile(): Promise<void> {
    const options = toOptionsInput(chosen)
    if (await check('file', options)) onFile(await create(options))
  }

  async function makeFeed(): Promise<void> {
    const feed = toNewFeed(chosen)
    if (await check('feed', feed)) onFeed(await createFeed(feed))
  }

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault()
    if (isBusy) return
    setBusy(true)
    await (kind === 'file' ? makeFile() : makeFeed()).catch(show)
    setBusy(false)
  }

  return {
    form,
    kind,
    chosen,
    isChanged: Object.keys(kept?.chosen ?? {}).length > 0,
    problems,
    failure,
    isBusy,
    submit,
    setKind: (next: ExportKind) => {
      setKind(next)
      change({ kind: next })
    },
    choose: (options: Partial<ChosenOptions>) => change({ chosen: { ...kept?.chosen, ...options } }),
    reset: () => change({ chosen: {} }),
  }
}
