/** The owner of todos, jobs and feeds. Every operation takes one; without accounts there is only `localOwner`. */
export type OwnerId = string

export const localOwner: OwnerId = 'local'
