import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import type { WeekDay } from '../../../schema/settings.ts'
import type { Settings } from '../../create-client.ts'
import { describeError, findProblemOf } from '../describe-error.ts'
import { SelectField } from '../jobs/options/SelectField.tsx'
import { common } from '../messages/common.ts'
import { t } from '../messages/settings.ts'
import { LoadFailure } from '../ui/LoadFailure.tsx'
import { Loading } from '../ui/Loading.tsx'
import { useToast } from '../ui/Toasts.tsx'
import { SettingsNav } from './SettingsNav.tsx'
import { BrowserSettings } from './BrowserSettings.tsx'
import { settings, useUpdateSettings } from './settings-queries.ts'
import './SettingsView.css'
import { TimeZoneField } from './TimeZoneField.tsx'
import { weekDayNames } from './week-start.ts'

export function SettingsView() {
  const { data, error, refetch } = useQuery(settings)
  return (
    <div className="stack">
      <SettingsNav />
      <section className="card settings stack" aria-labelledby="settings">
        <h1 id="settings">{t.settings}</h1>
        {data && <SettingsForm before={data} />}
        {!data && !error && <Loading />}
        {!data && error && <LoadFailure title={t.notLoaded} error={error} onRetry={refetch} />}
      </section>
      <BrowserSettings />
    </div>
  )
}

type Edited = Pick<Settings, 'timeZone' | 'weekStart'>

function SettingsForm({ before }: { before: Settings }) {
  const [changes, setChanges] = useState<Partial<Edited>>({})
  const { timeZone, weekStart }: Edited = { ...before, ...changes }
  const { mutate, isPending, error } = useUpdateSettings()
  const toast = useToast()
  const problem = error === null ? undefined : describeError(error)
  const problemOf = (field: keyof Edited) => findProblemOf(field, problem)

  function save(event: FormEvent) {
    event.preventDefault()
    mutate(
      { ...changes, ...(changes.timeZone !== undefined && { timeZone: timeZone.trim() }) },
      {
        onSuccess() {
          // What was changed in the meantime stays.
          setChanges(later => (later === changes ? {} : later))
          toast({ text: t.saved })
        },
      },
    )
  }

  return (
    <form className="stack" noValidate onSubmit={save}>
      <TimeZoneField
        value={timeZone}
        hint={t.timeZoneHint}
        problem={problemOf('timeZone')}
        onChange={timeZone => setChanges({ ...changes, timeZone })}
      />
      <SelectField<WeekDay>
        label={t.weekStart}
        value={weekStart}
        choices={weekDayNames}
        problem={problemOf('weekStart')}
        onChange={weekStart => setChanges({ ...changes, weekStart })}
      />
      {problem && problem.field === undefined && (
        <p className="problem" role="alert">
          {problem.message}
        </p>
      )}
      <div className="row">
        <button className="button primary" type="submit" aria-disabled={isPending}>
          {common.save}
        </button>
      </div>
    </form>
  )
}
