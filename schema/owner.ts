/** Whose todos they are. Every operation takes an owner; today there is one. */
export type OwnerId = string

export const localOwner: OwnerId = 'local'
