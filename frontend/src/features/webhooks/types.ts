/** Types of facts in plain words, in groups, as a list to choose from. */
interface Group {
  group: string
  items: { value: string; label: string }[]
}

/** "Work order released" */
export function typeInWords(type: string): string {
  const name = type.slice(type.indexOf('.') + 1)
  return sentence(name.replaceAll(/([a-z0-9])([A-Z])/g, '$1 $2'))
}

export function groupsOf(types: readonly string[]): Group[] {
  const groups = new Map<string, Group>()
  for (const type of types) {
    const room = type.slice(0, type.indexOf('.'))
    const group = groups.get(room) ?? { group: sentence(room.replaceAll('_', ' ')), items: [] }
    group.items.push({ value: type, label: typeInWords(type) })
    groups.set(room, group)
  }
  return [...groups.values()]
}

/** What a stream is called on screen: the number of the lot or the order, without what it is. */
export function streamInWords(stream: string): string {
  return stream.slice(stream.indexOf(':') + 1)
}

function sentence(text: string): string {
  const lower = text.toLowerCase()
  return lower.charAt(0).toUpperCase() + lower.slice(1)
}
