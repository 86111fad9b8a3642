import { CommandForm, Sheet } from '../../shell/sheet'
import { type ForOrder, ProposedLot, useProposedLot } from './proposed-lot'

/** Keeps a quantity of a lot for an order. What should go first is proposed. */
export function ReserveSheet({ close, ...order }: ForOrder & { close: () => void }) {
  const proposed = useProposedLot(order)
  const { lot, quantity } = proposed
  const { workOrder } = order
  return (
    <Sheet title={`Reserve a lot for ${workOrder}`} opened close={close}>
      <CommandForm
        label="Reserve"
        command="work_orders.reserve_lot"
        body={() => (lot ? { work_order: workOrder, lot, quantity } : 'Name the lot.')}
        said={`${lot} reserved for ${workOrder}`}
        done={close}
      >
        <ProposedLot of={proposed} />
      </CommandForm>
    </Sheet>
  )
}
