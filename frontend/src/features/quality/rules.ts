import type { Violation } from './queries'

const NELSON: Record<number, string> = {
  1: 'one point beyond 3 sigma',
  2: 'nine points in a row on one side of the centre',
  3: 'six points in a row rising or falling',
  4: 'fourteen points in a row going up and down in turn',
  5: 'two of three points beyond 2 sigma on one side',
  6: 'four of five points beyond 1 sigma on one side',
  7: 'fifteen points in a row within 1 sigma',
  8: 'eight points in a row beyond 1 sigma on either side',
}

const WESTERN_ELECTRIC: Record<number, string> = {
  1: 'one point beyond 3 sigma',
  2: 'two of three points beyond 2 sigma on one side',
  3: 'four of five points beyond 1 sigma on one side',
  4: 'eight points in a row on one side of the centre',
}

/** What a run rule says, with its name. */
export function ruleTold({ rule_set, rule }: Violation): string {
  return rule_set === 'nelson'
    ? `Nelson ${rule}: ${NELSON[rule] ?? ''}`
    : `Western Electric ${rule}: ${WESTERN_ELECTRIC[rule] ?? ''}`
}

/** The two sets say much the same; a pattern that both name is told once, with both names. */
export function rulesTold(violations: Violation[]): string[] {
  const named = new Map<string, string[]>()
  for (const violation of violations) {
    const [name = '', text = ''] = ruleTold(violation).split(': ')
    named.set(text, [...(named.get(text) ?? []), name])
  }
  return [...named].map(([text, names]) => `${text} (${names.join(', ')})`)
}
