/** How a picture says what it had no room for: "3 more rows not shown". */
export function leftOut(count: number, one: string, many = `${one}s`): string {
  return `${count} more ${count === 1 ? one : many} not shown`;
}
