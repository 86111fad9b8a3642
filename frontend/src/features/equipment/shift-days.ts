/** Time on a plant's own clock: which shift day a moment belongs to, and how far into it it lies. */

/** The moment at which the plant's clocks show `time` ("06:00") on `date` ("2026-11-23"), in milliseconds. */
export function wallClock(date: string, time: string, zone: string): number {
  const wanted = Date.parse(`${date}T${time}:00Z`)
  // The offset is that of the moment itself, which is what is looked for: two steps reach it across a clock change.
  let at = wanted - offset(wanted, zone)
  at = wanted - offset(at, zone)
  return at
}

function offset(at: number, zone: string): number {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  }).formatToParts(at)
  const of = (type: string) => Number(parts.find(part => part.type === type)?.value)
  return (
    Date.UTC(of('year'), of('month') - 1, of('day'), of('hour'), of('minute'), of('second')) -
    Math.floor(at / 1000) * 1000
  )
}

/** The shift day of a moment: the plant's date on which the day that holds it began. */
export function shiftDay(at: number, dayStartsAt: string, zone: string): string {
  const today = new Intl.DateTimeFormat('en-CA', { timeZone: zone }).format(at)
  return at >= wallClock(today, dayStartsAt, zone) ? today : plusDays(today, -1)
}

export function plusDays(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)
}

export interface Piece {
  day: string
  /** Seconds since the shift day began. */
  from_s: number
  to_s: number
}

/** An interval cut where shift days begin. */
export function piecesByDay(startedAt: string, endedAt: string, dayStartsAt: string, zone: string): Piece[] {
  const end = Date.parse(endedAt)
  const pieces: Piece[] = []
  let at = Date.parse(startedAt)
  while (at < end) {
    const day = shiftDay(at, dayStartsAt, zone)
    const begin = wallClock(day, dayStartsAt, zone)
    const to = Math.min(end, wallClock(plusDays(day, 1), dayStartsAt, zone))
    pieces.push({ day, from_s: (at - begin) / 1000, to_s: (to - begin) / 1000 })
    at = to
  }
  return pieces
}
