/** In this order; the position is what the database stores. */
export const priorities = ['none', 'low', 'medium', 'high'] as const
export type Priority = (typeof priorities)[number]

export const toPriorityNumber = (value: Priority): number => priorities.indexOf(value)
export const fromPriorityNumber = (value: number): Priority => priorities[value] ?? 'none'
