/** What the Relay specification's types and fields are, in the schema's own words. */
export const relay = {
  pageInfoTypeOptions: { description: 'Where a page is in its list.' },
  hasNextPageFieldOptions: { description: 'Whether anything comes after this page.', nullable: false },
  hasPreviousPageFieldOptions: {
    description: 'Whether the page was asked for with `after`, and so is not the first one.',
    nullable: false,
  },
  startCursorFieldOptions: {
    description: 'The cursor of the first item; null on an empty page.',
    nullable: true,
  },
  endCursorFieldOptions: {
    description: 'The cursor of the last item, for the `after` of the next page; null on an empty page.',
    nullable: true,
  },
  pageInfoFieldOptions: { description: 'Where this page is in the list.', nullable: false },
  edgesFieldOptions: { description: 'The items with their cursors.', nullable: false },
  nodeFieldOptions: { description: 'The item itself.', nullable: false },
  cursorFieldOptions: { description: 'The place of the item in the list.' },
  nodesOnConnection: { description: 'The items without their cursors.' },
} as const
