import { duration, words } from '../../format'
import type { DeadJob, ScheduleShown } from './queries'

/** What a kind of job does, as people say it; one that is new here by its own name. */
const KINDS: Record<string, string> = {
  mail: 'Mail',
  notice_digest: 'Daily mail',
  notices_look: 'Looking for what people should know',
  webhook: 'Telling other systems',
  webhook_housekeeping: 'Forgetting old messages to other systems',
  export: 'Exports',
  housekeeping: 'Housekeeping',
  verify: 'Verification',
  backup: 'Backup',
}

export function calledKind(kind: string): string {
  const said = words(kind)
  return KINDS[kind] ?? said.charAt(0).toUpperCase() + said.slice(1)
}

export function calledSchedule(name: string): string {
  const said = words(name)
  return said.charAt(0).toUpperCase() + said.slice(1)
}

/** Why it is dead, without the program's own name for the error. */
export function reasonOf({ error, attempts }: Pick<DeadJob, 'error' | 'attempts'>): string {
  const reason = error.replace(/^[A-Z]\w*(Error|Exception|Overdue)?: /, '').replace(/^[A-Z]\w*(Error|Exception)$/, '')
  const tries = attempts === 1 ? 'Tried once' : `Tried ${attempts} times`
  return `${tries}. ${reason || 'It told no reason.'}`
}

const DAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']

/** "every 10 min", "at 06:00", "at 06:00 on Mon, Tue" */
export function when({ every_s, at, weekdays }: Pick<ScheduleShown, 'every_s' | 'at' | 'weekdays'>): string {
  if (every_s !== null) return `every ${duration(every_s)}`
  const on = weekdays.length < DAYS.length ? ` on ${weekdays.map(day => DAYS[day - 1]).join(', ')}` : ''
  return `at ${at?.slice(0, 5)}${on}`
}
