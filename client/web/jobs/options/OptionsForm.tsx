import { useEffect, useRef } from 'react'
import { t } from '../../messages/options.ts'
import { BasicOptions } from './BasicOptions.tsx'
import type { ChosenOptions } from './chosen-options.ts'
import { describeMore } from './describe-more.ts'
import { EventOptions } from './EventOptions.tsx'
import { FileOptions } from './FileOptions.tsx'
import './OptionsForm.css'

export type OptionsProps = {
  /** A feed's range of days moves with today. */
  kind: 'file' | 'feed'
  chosen: ChosenOptions
  /** The number of todos in the scope, when it is known. */
  count: number | undefined
  /** Problems by the API's name of the option. */
  problems: ReadonlyMap<string, string>
  onChoose: (change: Partial<ChosenOptions>) => void
}

const basicOptions = ['name', 'filter', 'list', 'completed', 'from', 'to', 'daysBack', 'daysAhead']

/** The options of a file or a feed, the less common ones behind `More options`. */
export function OptionsForm(props: OptionsProps) {
  const { chosen, problems } = props
  const isProblemInMore = [...problems.keys()].some(name => !basicOptions.includes(name))
  const more = useRef<HTMLDetailsElement>(null)
  useEffect(() => {
    if (isProblemInMore && more.current) more.current.open = true
  }, [isProblemInMore])
  return (
    <div className="options-form stack">
      <BasicOptions {...props} />
      <details ref={more} className="disclosure">
        <summary>
          {t.moreOptions} <span className="muted">{describeMore(chosen)}</span>
        </summary>
        <div className="stack">
          <EventOptions {...props} />
          <FileOptions {...props} />
        </div>
      </details>
    </div>
  )
}
