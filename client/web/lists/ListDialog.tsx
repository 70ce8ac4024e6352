import { useNavigate } from 'react-router'
import { describeError } from '../describe-error.ts'
import { common } from '../messages/common.ts'
import { t } from '../messages/list-form.ts'
import { t as listsTexts } from '../messages/lists.ts'
import { ConfirmAction } from '../ui/ConfirmAction.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { useToast } from '../ui/Toasts.tsx'
import { urls } from '../urls.ts'
import { type List, useLists } from './all-lists.ts'
import { ListForm } from './ListForm.tsx'
import {
  useCreateList,
  useDeleteList,
  useOpenCounts,
  useRestoreList,
  useUpdateList,
} from './lists-queries.ts'

/** What the dialog is open for. */
export type ListAction = { kind: 'create' } | { kind: 'edit' | 'delete'; list: List }

type Props = { action: ListAction; onAction: (action: ListAction) => void; onClose: () => void }

export function ListDialog({ action, onAction, onClose }: Props) {
  return (
    <Dialog title={t.titles[action.kind]} isOpen onClose={onClose}>
      {action.kind === 'create' && <CreateList onClose={onClose} />}
      {action.kind === 'edit' && (
        <EditList
          list={action.list}
          onDelete={() => onAction({ kind: 'delete', list: action.list })}
          onClose={onClose}
        />
      )}
      {action.kind === 'delete' && <DeleteList list={action.list} onClose={onClose} />}
    </Dialog>
  )
}

function CreateList({ onClose }: { onClose: () => void }) {
  const { mutate, isPending, error } = useCreateList()
  const navigate = useNavigate()
  return (
    <ListForm
      submit={t.create}
      isBusy={isPending}
      error={error}
      onSubmit={list =>
        mutate(list, {
          onSuccess({ id }) {
            onClose()
            void navigate(urls.list(id))
          },
        })
      }
      onCancel={onClose}
    />
  )
}

type EditProps = { list: List; onDelete: () => void; onClose: () => void }

function EditList({ list, onDelete, onClose }: EditProps) {
  const { mutate, isPending, error } = useUpdateList()
  const lists = useLists()
  const position = lists.findIndex(({ id }) => id === list.id)
  /** Only what was changed: the rest may have been changed elsewhere. */
  function save({ name, color }: Pick<List, 'name' | 'color'>) {
    const change = { ...(name !== list.name && { name }), ...(color !== list.color && { color }) }
    mutate({ id: list.id, change }, { onSuccess: onClose })
  }
  function move(step: number) {
    const next = position + step
    if (next >= 0 && next < lists.length) mutate({ id: list.id, change: { position: next } })
  }
  return (
    <ListForm
      list={list}
      submit={common.save}
      isBusy={isPending}
      error={error}
      onSubmit={save}
      onCancel={onClose}
    >
      <div className="row">
        <button className="button" type="button" aria-disabled={position <= 0} onClick={() => move(-1)}>
          {t.moveUp}
        </button>
        <button
          className="button"
          type="button"
          aria-disabled={position >= lists.length - 1}
          onClick={() => move(1)}
        >
          {t.moveDown}
        </button>
        <output className="muted">{t.position(position + 1, lists.length)}</output>
        {!list.isInbox && (
          <button className="button quiet danger list-delete" type="button" onClick={onDelete}>
            {t.delete}
          </button>
        )}
      </div>
    </ListForm>
  )
}

function DeleteList({ list, onClose }: { list: List; onClose: () => void }) {
  const { mutate, isPending, error } = useDeleteList()
  const { mutateAsync: restore } = useRestoreList()
  const lists = useLists()
  const countOpen = useOpenCounts()
  const navigate = useNavigate()
  const toast = useToast()
  const inbox = lists.find(({ isInbox }) => isInbox)
  const open = countOpen?.(list) ?? 0
  const inboxName = inbox?.name ?? listsTexts.inbox
  function remove() {
    mutate(list, {
      onSuccess() {
        onClose()
        const wasShown = location.pathname === urls.list(list.id)
        toast({
          text: t.deleted(list.name, inboxName),
          action: { label: common.undo, isUndo: true, run: () => void undo(wasShown) },
        })
        if (wasShown) void navigate(inbox ? urls.list(inbox.id) : urls.todos)
      },
    })
  }
  async function undo(wasShown: boolean) {
    try {
      await restore(list)
      if (wasShown) void navigate(urls.list(list.id))
    } catch (error) {
      toast({ kind: 'error', text: t.notRestored(list.name, describeError(error).message) })
    }
  }
  return (
    <ConfirmAction submit={t.delete} isBusy={isPending} error={error} onConfirm={remove} onCancel={onClose}>
      {t.whatDeletingMeans(list.name, open, inboxName)}
    </ConfirmAction>
  )
}
