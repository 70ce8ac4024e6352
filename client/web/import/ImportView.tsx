import { useQueryClient } from '@tanstack/react-query'
import { startTransition, useState } from 'react'
import { useLocation, useNavigate, useSearchParams } from 'react-router'
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
type DryRun = { upload: Upload; id: string; isOutdated: boolean }
/** Of the entry in the browser's history. */
type HistoryState = { fileName?: string } | null

export function ImportView() {
  const [dryRun, setDryRun] = useState<DryRun>()
  /** An import goes on when its view is closed: its URL leads back to it. */
  const importId = useSearchParams()[0].get('job')
  const { state } = useLocation() as { state: HistoryState }
  const navigate = useNavigate()
  const { mutate, isPending, error } = useUpload()
  const names = useColumns(dryRun?.upload.file)
  const problem = error === null ? undefined : describeError(error).message
  const queryClient = useQueryClient()
  useTitle(t.import)
  useTodosShortcut('n')
  useTodosShortcut('/')

  const read = (upload: Upload) =>
    mutate({ ...upload, dryRun: true }, { onSuccess: id => setDryRun({ upload, id, isOutdated: false }) })

  const importFile = (upload: Upload) =>
    mutate({ ...upload, dryRun: false }, { onSuccess: id => void follow(id, upload.file.name) })

  async function follow(id: string, fileName: string) {
    await navigate(urls.importJob(id), { state: { fileName } satisfies HistoryState })
    // Not before the router's own transition: the choice of a file would appear for a moment.
    startTransition(() => setDryRun(undefined))
  }

  function refresh() {
    void queryClient.invalidateQueries({ queryKey: allLists.queryKey })
    invalidateTodos(queryClient)
  }

  return (
    <div className="import-view stack">
      <h1>{t.import}</h1>
      {importId !== null ? (
        <ImportProgress
          key={importId}
          id={importId}
          fileName={state?.fileName ?? t.importedFile}
          onImported={refresh}
          onRestart={() => void navigate(urls.import)}
        />
      ) : dryRun ? (
        <ImportProgress
          key={dryRun.id}
          id={dryRun.id}
          fileName={dryRun.upload.file.name}
          isOutdated={dryRun.isOutdated}
          isBusy={isPending}
          problem={problem}
          onImport={() => importFile(dryRun.upload)}
          onRestart={() => setDryRun(undefined)}
          columns={
            names.length > 0 && (
              <ColumnsForm
                names={names}
                mapping={dryRun.upload.mapping}
                isBusy={isPending}
                isEdited={dryRun.isOutdated}
                onEdit={() => setDryRun({ ...dryRun, isOutdated: true })}
                onChoose={mapping => read({ ...dryRun.upload, mapping })}
              />
            )
          }
        />
      ) : (
        <ChooseFile isBusy={isPending} problem={problem} onChoose={read} />
      )}
    </div>
  )
}
