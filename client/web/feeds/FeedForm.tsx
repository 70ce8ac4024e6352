import { type FormEvent, useState } from 'react'
import { ExportFoot } from '../exports/ExportFoot.tsx'
import { usePreview } from '../exports/use-preview.ts'
import { useLists } from '../lists/all-lists.ts'
import { OptionsForm } from '../jobs/options/OptionsForm.tsx'
import { useProblems } from '../jobs/options/use-problems.ts'
import { common } from '../messages/common.ts'
import { toDraft, toFeed } from './feed-draft.ts'
import { type Feed, useUpdateFeed } from './feeds-queries.ts'

type Props = { feed: Feed; onClose: () => void }

/** Edits a feed. */
export function FeedForm({ feed, onClose }: Props) {
  const lists = useLists()
  const [chosen, setChosen] = useState(() => toDraft(feed, lists))
  const preview = usePreview('feed', chosen)
  const { form, problems, failure, check, show, clear } = useProblems()
  const { mutate, isPending } = useUpdateFeed()

  async function save(event: FormEvent) {
    event.preventDefault()
    const change = toFeed(chosen, feed)
    if (isPending || !(await check('feed', change))) return
    mutate({ id: feed.id, ...change }, { onSuccess: onClose, onError: show })
  }

  return (
    <form ref={form} className="stack" noValidate onSubmit={event => void save(event)}>
      <OptionsForm
        kind="feed"
        chosen={chosen}
        count={preview?.todos}
        problems={problems}
        onChoose={change => {
          clear()
          setChosen({ ...chosen, ...change })
        }}
      />
      <ExportFoot
        preview={preview}
        failure={failure}
        submitName={common.save}
        isBusy={isPending}
        onCancel={onClose}
      />
    </form>
  )
}
