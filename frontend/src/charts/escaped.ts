/** A tooltip is HTML, and a reason is whatever somebody typed. */
export function escaped(text: string): string {
  return text.replace(/[&<>"']/g, letter => `&#${letter.charCodeAt(0)};`)
}
