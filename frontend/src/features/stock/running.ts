/** How much there was of a lot after each of its movements, exactly, in the order in which they happened. */

const PLACES = 6

/** By movement. The movements are all of one lot's, what happened last first, as the server lists them. */
export function onHandAfter(movements: readonly { movement: string; change: string }[]): Map<string, string> {
  const after = new Map<string, string>()
  let sum = 0n
  for (const { movement, change } of movements.toReversed()) {
    sum += scaled(change)
    after.set(movement, written(sum))
  }
  return after
}

function scaled(decimal: string): bigint {
  const [, sign, integer = '0', fraction = ''] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(decimal) ?? []
  const size = BigInt(integer + fraction.slice(0, PLACES).padEnd(PLACES, '0'))
  return sign ? -size : size
}

function written(scaledNumber: bigint): string {
  const digits = String(scaledNumber < 0n ? -scaledNumber : scaledNumber).padStart(PLACES + 1, '0')
  return `${scaledNumber < 0n ? '-' : ''}${digits.slice(0, -PLACES)}.${digits.slice(-PLACES)}`
}
