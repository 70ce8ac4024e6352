import { useEffect, useRef } from 'react'
import { BasicOptions } from './BasicOptions.tsx'
import { countChosen, defaultOptions, type ChosenOptions } from './chosen-options.ts'
import { EventOptions } from './EventOptions.tsx'
import { FileOptions } from './FileOptions.tsx'
import './OptionsForm.css'

export type OptionsProps = {
  chosen: ChosenOptions
  /** Problems by the API's name of the option. */
  problems: ReadonlyMap<string, string>
  onChoose: (change: Partial<ChosenOptions>) => void
}

const fewOptions = ['name', 'filter', 'list', 'completed', 'from', 'to']

/** The options of a calendar, the less common ones behind `More options`. */
export function OptionsForm(props: OptionsProps) {
  const { chosen, problems, onChoose } = props
  const isProblemInMore = [...problems.keys()].some(name => !fewOptions.includes(name))
  const more = useRef<HTMLDetailsElement>(null)
  useEffect(() => {
    if (isProblemInMore && more.current) more.current.open = true
  }, [isProblemInMore])
  return (
    <div className="options-form stack">
      <BasicOptions {...props} />
      <details ref={more} className="disclosure">
        <summary>More options</summary>
        <div className="stack">
          <EventOptions {...props} />
          <FileOptions {...props} />
        </div>
      </details>
      {countChosen(chosen) > 0 && (
        <button className="button quiet small" type="button" onClick={() => onChoose(defaultOptions)}>
          Reset to defaults
        </button>
      )}
    </div>
  )
}
