import { priorities, type Priority } from '../../../schema/priority.ts'
import { useLists } from '../lists/all-lists.ts'
import { t } from '../messages/todo-form.ts'
import { FormField } from '../ui/FormField.tsx'
import './LabelFields.css'
import { TagsField } from './TagsField.tsx'
import type { LabelsDraft } from './todo-draft.ts'

type Props = {
  value: LabelsDraft
  problemOf: (field: string) => string | undefined
  onChange: (change: Partial<LabelsDraft>) => void
}

/** The list, the priority and the tags of a todo. */
export function LabelFields({ value: { list, tags, newTag, priority }, problemOf, onChange }: Props) {
  const lists = useLists()
  const inbox = lists.find(({ isInbox }) => isInbox)
  const isKnown = lists.some(({ id }) => `${id}` === list)
  return (
    <div className="label-fields">
      <FormField label={t.list} problem={problemOf('list')}>
        {field => (
          <select
            {...field}
            name="list"
            value={isKnown ? list : inbox?.id}
            onChange={({ target }) => onChange({ list: target.value })}
          >
            {lists.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        )}
      </FormField>
      <FormField label={t.priority} problem={problemOf('priority')}>
        {field => (
          <select
            {...field}
            name="priority"
            value={priority}
            onChange={({ target }) => onChange({ priority: target.value as Priority })}
          >
            {priorities.map(name => (
              <option key={name} value={name}>
                {t.priorities[name]}
              </option>
            ))}
          </select>
        )}
      </FormField>
      <TagsField tags={tags} text={newTag} problem={problemOf('tags')} onChange={onChange} />
    </div>
  )
}
