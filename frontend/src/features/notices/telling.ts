/** "/order?id=WO-1" as the router takes it. */
export function parted(link: string): { to: string; search: Record<string, string> } {
  const [to = '/', query = ''] = link.split('?')
  return { to, search: Object.fromEntries(new URLSearchParams(query)) }
}

/** There is room for two digits. */
export function counted(unread: number): string {
  return unread > 99 ? '99+' : String(unread)
}
