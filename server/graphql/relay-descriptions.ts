/** Descriptions of the types and fields of the Relay specification. */
export const relay = {
  pageInfoTypeOptions: { description: 'The position of a page in its list.' },
  hasNextPageFieldOptions: { description: 'Whether more items follow this page.', nullable: false },
  hasPreviousPageFieldOptions: {
    description: 'Whether the page was requested with `after`, and so is not the first one.',
    nullable: false,
  },
  startCursorFieldOptions: {
    description: 'The cursor of the first item; null on an empty page.',
    nullable: true,
  },
  endCursorFieldOptions: {
    description: 'The cursor of the last item, for `after` of the next page; null on an empty page.',
    nullable: true,
  },
  pageInfoFieldOptions: { description: 'The position of this page in the list.', nullable: false },
  edgesFieldOptions: { description: 'The items with their cursors.', nullable: false },
  nodeFieldOptions: { description: 'The item.', nullable: false },
  cursorFieldOptions: { description: 'The position of the item in the list.' },
  nodesOnConnection: { description: 'The items without their cursors.' },
} as const
