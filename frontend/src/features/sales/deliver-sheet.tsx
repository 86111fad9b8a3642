import { useQuery } from '@tanstack/react-query'
import { amount } from '../../format'
import { CommandSheet, HAPPENED } from '../../shell/fields'
import { lotName } from '../../shell/lot-name'
import { suggestionQuery } from '../stock/queries'
import type { SalesOrderInFull, SalesOrderLine } from './queries'

interface DeliverSheetProps {
  order: SalesOrderInFull
  line: SalesOrderLine
  close: () => void
}

/** Delivers a line from a lot: both are told in one decision. The lots that should go first are proposed in order. */
export function DeliverSheet({ order, line, close }: DeliverSheetProps) {
  const suggestion = useQuery(suggestionQuery(line.product, line.open, order.plant))
  if (suggestion.isLoading) return null
  const lots = suggestion.data?.lots ?? []
  const [first] = lots
  const named = (lot: { lot: string; number: string }) => lotName({ ...lot, material: line.product })
  return (
    <CommandSheet
      title={`Deliver line ${line.line}`}
      command="sales.deliver"
      fixed={{ sales_order: order.sales_order, line: line.line }}
      fields={[
        {
          name: 'lot',
          label: 'From the lot',
          required: true,
          choices: lots.map(named),
          initial: first ? named(first) : '',
          description: first
            ? `${first.number} goes first: ${amount(first.usable, first.unit)} there.`
            : `There is no lot of ${line.product} that may go out.`,
        },
        {
          name: 'quantity',
          label: 'Quantity',
          kind: 'quantity',
          unit: line.unit,
          required: true,
          initial: first?.unit === line.unit ? first.quantity : '',
        },
        { name: 'delivery', label: 'Delivery note', required: true },
        HAPPENED,
      ]}
      said={({ delivery }) => `${delivery} delivered`}
      close={close}
    />
  )
}
