/** In place of a dialog that is being loaded: until it is there, keys are no shortcuts. */
export const OpeningDialog = () => <span className="opening-dialog" hidden />
