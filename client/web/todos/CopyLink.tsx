import { t } from '../messages/todos.ts'
import { useToast } from '../ui/Toasts.tsx'
import { urls } from '../urls.ts'

/** Copies the address of a todo. */
export function CopyLink({ id }: { id: number }) {
  const toast = useToast()
  const address = new URL(urls.todo(id), location.href).href
  async function copy() {
    try {
      await navigator.clipboard.writeText(address)
      toast({ text: t.linkCopied })
    } catch {
      // The clipboard is missing on pages loaded over plain HTTP from another machine.
      toast({ text: address })
    }
  }
  return (
    <button className="button quiet" type="button" onClick={() => void copy()}>
      {t.copyLink}
    </button>
  )
}
