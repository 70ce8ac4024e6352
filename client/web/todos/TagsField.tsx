import { useQuery } from '@tanstack/react-query'
import { type KeyboardEvent, useId, useRef } from 'react'
import { foldText } from '../../../schema/fold-text.ts'
import { isComposing } from '../is-composing.ts'
import { knownTags } from '../lists/lists-queries.ts'
import { t } from '../messages/todo-form.ts'
import { FormField } from '../ui/FormField.tsx'
import { Icon } from '../ui/Icon.tsx'
import { addTags } from './todo-draft.ts'

type Props = {
  tags: string[]
  /** The tag that is being typed. */
  text: string
  problem: string | undefined
  onChange: (change: { tags?: string[]; newTag?: string }) => void
}

/** Chips, and a field for the next tag. Enter, a comma and leaving the field add it. */
export function TagsField({ tags, text, problem, onChange }: Props) {
  const input = useRef<HTMLInputElement>(null)
  const suggestionsId = useId()
  const { data: known = [] } = useQuery(knownTags)
  const has = (tag: string) => tags.some(own => foldText(own) === foldText(tag))

  function add(typed: string) {
    if (typed !== '') onChange({ tags: addTags(tags, typed), newTag: '' })
  }

  function remove(tag: string) {
    onChange({ tags: tags.filter(own => own !== tag) })
    input.current?.focus()
  }

  function type(typed: string) {
    if (typed.includes(',')) add(typed)
    else onChange({ newTag: typed })
  }

  function onKeyDown(event: KeyboardEvent) {
    if (isComposing(event.nativeEvent)) return
    const last = tags.at(-1)
    if (event.key === 'Enter' && text.trim() !== '') {
      event.preventDefault()
      // The form would be saved without it.
      event.stopPropagation()
      add(text)
    } else if (event.key === 'Backspace' && text === '' && last !== undefined) remove(last)
  }

  return (
    <div className="tags-field">
      <FormField label={t.tags} problem={problem}>
        {field => (
          <input
            {...field}
            ref={input}
            dir="auto"
            name="tags"
            placeholder={t.addTag}
            maxLength={200}
            list={suggestionsId}
            autoCapitalize="off"
            autoComplete="off"
            enterKeyHint="done"
            value={text}
            onChange={({ target }) => type(target.value)}
            onKeyDown={onKeyDown}
            onBlur={() => add(text)}
          />
        )}
      </FormField>
      <datalist id={suggestionsId}>
        {known
          .filter(tag => !has(tag))
          .map(tag => (
            <option key={tag} value={tag}>
              {tag}
            </option>
          ))}
      </datalist>
      {tags.length > 0 && (
        <ul className="tags-chosen" aria-label={t.chosenTags}>
          {tags.map(tag => (
            <li key={tag}>
              <button
                className="button small"
                type="button"
                aria-label={t.removeTag(tag)}
                onClick={() => remove(tag)}
              >
                <bdi>#{tag}</bdi> <Icon name="close" />
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
