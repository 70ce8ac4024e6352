import { copyText } from '../copy-text.ts'
import { t } from '../messages/todos.ts'
import { useToast } from '../ui/Toasts.tsx'
import { urls } from '../urls.ts'

/** Copies the address of a todo. */
export function CopyLink({ id }: { id: number }) {
  const toast = useToast()
  const address = new URL(urls.todo(id), location.href).href
  const copy = async () => toast({ text: (await copyText(address)) ? t.linkCopied : address })
  return (
    <button className="button quiet" type="button" onClick={() => void copy()}>
      {t.copyLink}
    </button>
  )
}
