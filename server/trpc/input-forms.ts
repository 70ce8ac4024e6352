import { z } from 'zod'

/** What the earlier form says about an input in the present one: then only the problems of the present one count. */
export const hasInput = 'has its fields in input'

/**
 * The earlier form of an input: its fields are not in `input`, but beside `id`. A union reports the problems of the form whose
 * problems are the mildest, and unknown keys are mild, so `form` must not see an input in the present form.
 */
export const flatForm = <Form extends z.ZodType>(form: Form) =>
  z
    .custom<z.input<Form>>(value => !(value instanceof Object && 'input' in value), hasInput)
    .pipe(form as z.ZodType<z.output<Form>, z.input<Form>>)
