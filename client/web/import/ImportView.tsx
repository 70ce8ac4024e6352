import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Link } from 'react-router'
import { describeError } from '../describe-error.ts'
import { useTodosShortcut } from '../field-shortcuts.ts'
import { allLists } from '../lists/all-lists.ts'
import { t } from '../messages/import.ts'
import { invalidateTodos } from '../todos/invalidate-todos.ts'
import { urls } from '../urls.ts'
import { useTitle } from '../use-title.ts'
import { ChooseFile } from './ChooseFile.tsx'
import { ColumnsForm } from './ColumnsForm.tsx'
import type { Upload } from './import-queries.ts'
import { ImportProgress } from './ImportProgress.tsx'
import { useColumns, useUpload } from './import-queries.ts'
import './ImportView.css'

/** A file is first only read, and imported after its summary was seen. It is outdated once other columns are chosen. */
type Step = { upload: Upload; id: string; isDryRun: boolean; isOutdated: boolean }

export function ImportView() {
  const [step, setStep] = useState<Step>()
  const { mutate, isPending, error } = useUpload()
  const names = useColumns(step?.upload.file)
  const problem = error === null ? undefined : describeError(error).message
  const queryClient = useQueryClient()
  useTitle(t.import)
  useTodosShortcut('n')
  useTodosShortcut('/')

  const send = (upload: Upload, dryRun: boolean) =>
    mutate(
      { ...upload, dryRun },
      { onSuccess: id => setStep({ upload, id, isDryRun: dryRun, isOutdated: false }) },
    )

  function refresh() {
    void queryClient.invalidateQueries({ queryKey: allLists.queryKey })
    invalidateTodos(queryClient)
  }

  return (
    <div className="import-view stack">
      <h1>{t.import}</h1>
      {step ? (
        <ImportProgress
          key={step.id}
          id={step.id}
          fileName={step.upload.file.name}
          isDryRun={step.isDryRun}
          isOutdated={step.isOutdated}
          isBusy={isPending}
          problem={problem}
          onImport={() => send(step.upload, false)}
          onImported={refresh}
          onRestart={() => setStep(undefined)}
          columns={
            step.isDryRun &&
            names.length > 0 && (
              <ColumnsForm
                names={names}
                mapping={step.upload.mapping}
                isBusy={isPending}
                isEdited={step.isOutdated}
                onEdit={() => setStep({ ...step, isOutdated: true })}
                onChoose={mapping => send({ ...step.upload, mapping }, true)}
              />
            )
          }
        >
          <Link className="button primary" to={urls.todos}>
            {t.showTodos}
          </Link>
        </ImportProgress>
      ) : (
        <ChooseFile isBusy={isPending} problem={problem} onChoose={upload => send(upload, true)} />
      )}
    </div>
  )
}
