/** The owner of todos, jobs and feeds. Every operation takes one; without accounts there is only `localOwner`. */
export type OwnerId = string

export const localOwner: OwnerId = 'local'

/** The name of a new owner's inbox, until it is changed. */
export const firstInboxName = 'Inbox'
