/** Half a surrogate pair or a NUL would be refused by the database later on. */
export const wellFormed = (text: string): string => text.toWellFormed().replaceAll("\0", "");
