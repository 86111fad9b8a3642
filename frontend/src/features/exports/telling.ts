import type { Schemas } from '../../api/client'

export type Export = Schemas['Export']

type Parameter = string | number | boolean | null | undefined | readonly string[]

/** The address of a list with its parameters; what is empty is left out. */
export function asked(path: string, parameters: Record<string, Parameter> = {}): string {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(parameters))
    for (const each of Array.isArray(value) ? value : [value])
      if (each !== null && each !== undefined && each !== '') query.append(name, String(each))
  return query.size ? `${path}?${query}` : path
}

export function isUnderWay({ state }: Pick<Export, 'state'>): boolean {
  return state === 'waiting' || state === 'running'
}

/** How much of it is written, 0 to 100; null while nobody knows how much there is. */
export function percent({ rows, total }: Pick<Export, 'rows' | 'total'>): number | null {
  return total ? Math.min(100, Math.floor((100 * rows) / total)) : null
}

const UNITS = ['bytes', 'kB', 'MB', 'GB']

/** A file's size as people say it. */
export function size(bytes: number): string {
  const step = Math.min(UNITS.length - 1, bytes < 1 ? 0 : Math.floor(Math.log10(bytes) / 3))
  const value = bytes / 1000 ** step
  return `${value < 10 && step > 0 ? value.toFixed(1) : Math.round(value)} ${UNITS[step]}`
}
