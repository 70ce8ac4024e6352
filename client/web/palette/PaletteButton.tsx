import { type ComponentType, useRef, useState } from 'react'
import { describeError } from '../describe-error.ts'
import { loadChunk } from '../layout/load-chunk.ts'
import { t } from '../messages/layout.ts'
import { nameCommandKey, useCommandKey } from '../shortcuts.ts'
import { Icon } from '../ui/Icon.tsx'
import { useToast } from '../ui/Toasts.tsx'
import type { PaletteProps } from './Palette.tsx'

/** Opens the command palette, as Ctrl+K does. Its code is loaded then, or before, when the browser is idle. */
export function PaletteButton({ onShowShortcuts }: Pick<PaletteProps, 'onShowShortcuts'>) {
  const [opened, setOpened] = useState<{ Palette: ComponentType<PaletteProps> }>()
  const isLoading = useRef(false)
  const key = nameCommandKey()
  const toast = useToast()
  useCommandKey('k', () => (opened ? setOpened(undefined) : void open()))

  async function open() {
    if (isLoading.current || document.querySelector('dialog[open]')) return
    isLoading.current = true
    try {
      setOpened(await loadChunk(() => import('./Palette.tsx')))
    } catch (error) {
      toast({ kind: 'error', text: t.commandMenuNotOpened(describeError(error).message) })
    }
    isLoading.current = false
  }

  return (
    <>
      <button
        className="button quiet icon palette-button"
        type="button"
        title={t.commandMenuKey(key)}
        aria-keyshortcuts="Control+K Meta+K"
        onClick={() => void open()}
      >
        <Icon name="search" />
        <span className="visually-hidden">{t.commandMenu}</span>
        <kbd aria-hidden="true">{key} K</kbd>
      </button>
      {opened && <opened.Palette onClose={() => setOpened(undefined)} onShowShortcuts={onShowShortcuts} />}
    </>
  )
}
