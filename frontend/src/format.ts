/**
 * How numbers, times and states are written: words in plain English, numbers and dates as the organization's language has them, 24 hours,
 * in the time zone that is given or the browser's.
 */

let locale = 'en-GB'
let marks = marksOf(locale)

/** Has numbers and dates written as in this language (ISO 639-1) from now on; nothing: as in English. */
export function writeAsIn(language: string | null | undefined): void {
  locale = !language || language === 'en' ? 'en-GB' : language
  marks = marksOf(locale)
}

/** What stands between thousands, and before decimals. */
function marksOf(language: string): { thousands: string; decimal: string } {
  const parts = new Intl.NumberFormat(language, { useGrouping: 'always' }).formatToParts(12345.6)
  const mark = (type: string) => parts.find(part => part.type === type)?.value
  return { thousands: mark('group') ?? '', decimal: mark('decimal') ?? '.' }
}

function whole(number: number): string {
  return new Intl.NumberFormat(locale).format(number)
}

/** A number of so many decimal places, all of them shown. */
export function fixed(number: number, places: number): string {
  return new Intl.NumberFormat(locale, { minimumFractionDigits: places, maximumFractionDigits: places }).format(number)
}

function apart(integer: string): string {
  return integer.replace(/\B(?=(\d{3})+$)/g, marks.thousands)
}

/** "1,204 pcs" */
export function pieces(count: number): string {
  return `${whole(count)} pcs`
}

export function count(number: number): string {
  return whole(number)
}

/** "85.3 %"; without data "no data", never 0. */
export function percent(ratio: number | null | undefined, digits = 1): string {
  return ratio === null || ratio === undefined ? 'no data' : `${fixed(ratio * 100, digits)} %`
}

/** The digits of an exact decimal; very small ones and zeros come as "1E-7". */
function partsOf(decimal: string): { sign: string; integer: string; fraction: string } {
  const [, sign = '', integer = '0', fraction = '', power = '0'] =
    /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/.exec(decimal) ?? []
  const places = fraction.length - Number(power)
  if (places <= 0) return { sign, integer: integer + fraction + '0'.repeat(-places), fraction: '' }
  const digits = (integer + fraction).padStart(places + 1, '0')
  return { sign, integer: digits.slice(0, -places), fraction: digits.slice(-places) }
}

/** An exact decimal from the server, with its unit: no zeros at its end, thousands apart, nothing rounded. */
export function amount(decimal: string | number, unit?: string | null): string {
  const { sign, integer, fraction } = partsOf(String(decimal))
  const digits = fraction.replace(/0+$/, '')
  const written = `${sign}${apart(integer)}${digits && `${marks.decimal}${digits}`}`
  return unit ? `${written} ${unit}` : written
}

/**
 * An exact amount of money as people read it: so many places, half away from zero, as the books round. The exact one stays with the server.
 */
export function money(decimal: string, currency?: string | null, places = 2): string {
  const { sign, integer, fraction } = partsOf(decimal)
  const kept = BigInt(integer + fraction.slice(0, places).padEnd(places, '0'))
  const up = Number(fraction[places] ?? '0') >= 5 ? 1n : 0n
  const digits = String(kept + up).padStart(places + 1, '0')
  const [whole, cents] = [digits.slice(0, -places), digits.slice(-places)]
  const minus = /[1-9]/.test(digits) ? sign : ''
  const written = `${minus}${apart(whole)}${marks.decimal}${cents}`
  return currency ? `${written} ${currency}` : written
}

/** A measured or computed value: so many significant digits, never in scientific notation. */
export function measured(value: number | null | undefined, unit?: string | null, digits = 5): string {
  if (value === null || value === undefined) return 'no data'
  const written = new Intl.NumberFormat(locale, { maximumSignificantDigits: digits }).format(value)
  return unit ? `${written} ${unit}` : written
}

/** "3 h 25 min", "12 min", "40 s" */
export function duration(seconds: number | null | undefined): string {
  if (seconds === null || seconds === undefined) return 'no data'
  if (seconds < 60) return `${Math.round(seconds)} s`
  const minutes = Math.round(seconds / 60)
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60]
  if (hours === 0) return `${rest} min`
  return rest === 0 ? `${whole(hours)} h` : `${whole(hours)} h ${rest} min`
}

function parts(options: Intl.DateTimeFormatOptions, at: Date, zone?: string): string {
  return new Intl.DateTimeFormat(locale, { ...options, hourCycle: 'h23', timeZone: zone }).format(at)
}

/** "14:05" */
export function clock(at: string | Date, zone?: string): string {
  return parts({ hour: '2-digit', minute: '2-digit' }, new Date(at), zone)
}

/** "today 14:05", "Mon 14:05" within a week, else "3 Nov 14:05", with the year when it is another one. */
export function moment(at: string | Date, now: Date = new Date(), zone?: string): string {
  return `${day(at, now, zone)} ${clock(at, zone)}`
}

/** "today", "yesterday", "tomorrow", "Mon" within a week, else "3 Nov". */
export function day(at: string | Date, now: Date = new Date(), zone?: string): string {
  const date = new Date(at)
  const days = Math.round((midnight(date, zone) - midnight(now, zone)) / 86_400_000)
  const near = { '-1': 'yesterday', '0': 'today', '1': 'tomorrow' }[String(days)]
  if (near) return near
  if (Math.abs(days) < 7) return parts({ weekday: 'short' }, date, zone)
  const sameYear = parts({ year: 'numeric' }, date, zone) === parts({ year: 'numeric' }, now, zone)
  return parts({ day: 'numeric', month: 'short', ...(sameYear ? {} : { year: 'numeric' }) }, date, zone)
}

function midnight(at: Date, zone?: string): number {
  const [year, month, date] = new Intl.DateTimeFormat('en-CA', { timeZone: zone }).format(at).split('-').map(Number)
  return Date.UTC(year ?? 0, (month ?? 1) - 1, date)
}

/** A date of the server, "2026-11-23", as "23 Nov". */
export function dateOnly(date: string): string {
  return parts({ day: 'numeric', month: 'short' }, new Date(`${date}T12:00:00Z`), 'UTC')
}

/** "planned_stop" as "planned stop" */
export function words(code: string): string {
  return code.replaceAll('_', ' ')
}

/** The value of an <input type="datetime-local">, in the browser's zone. */
export function toInput(at: Date): string {
  const two = (number: number) => String(number).padStart(2, '0')
  const date = `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`
  return `${date}T${two(at.getHours())}:${two(at.getMinutes())}`
}
