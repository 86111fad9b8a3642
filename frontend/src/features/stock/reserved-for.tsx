import { Text } from '@mantine/core'
import { amount } from '../../format'
import { ToOrder } from '../../shell/to'
import type { Reservation } from './queries'

/** "80 kg reserved for WO-1023 (5 kg not there)": what orders may still take of a lot. */
export function ReservedFor({ reservations }: { reservations: readonly Reservation[] }) {
  const left = reservations.filter(({ outstanding }) => Number(outstanding) > 0)
  if (left.length === 0) return null
  return (
    <Text size="sm" component="div">
      {left.map(({ work_order, outstanding, short, unit }, index) => (
        <span key={work_order}>
          {index > 0 && ', '}
          {amount(outstanding, unit)} reserved for <ToOrder id={work_order} />
          {Number(short) > 0 && <span className="bad-text"> ({amount(short, unit)} not there)</span>}
        </span>
      ))}
    </Text>
  )
}
