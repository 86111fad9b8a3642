import { TextInput } from '@mantine/core'
import { useState } from 'react'
import { bodyOf, type Field, Fields, HAPPENED } from '../../shell/fields'
import { Sheet } from '../../shell/sheet'
import { PreviewedForm } from '../costs/previewed-form'
import { issueBody } from './issuing'
import { type ForOrder, ProposedLot, useProposedLot } from './proposed-lot'

interface IssueSheetProps extends ForOrder {
  /** The serials and lots that the order has put out so far. */
  outputs: readonly string[]
  close: () => void
}

/**
 * Takes material for an order. What should go first is proposed; who takes another lot says why. Of an order that is put out
 * serial by serial it asks what the material goes into.
 */
export function IssueSheet({ outputs, close, ...order }: IssueSheetProps) {
  const proposed = useProposedLot(order)
  const { made, values, set, first, lot } = proposed
  const { workOrder } = order
  const into: Field = {
    name: 'into',
    label: made?.tracking === 'serial' ? 'Which serials does it go into?' : 'Goes into the lots',
    kind: 'list',
    placeholder: outputs.slice(-3).join(', ') || 'SN-001, SN-002',
    description:
      'Put out already or to come, separated by commas. Left empty: it may be in any that the order puts out.',
  }
  const [reason, setReason] = useState('')
  const overridden = lot !== '' && first !== undefined && lot !== first

  const body = () =>
    issueBody({ workOrder, lot, quantity: proposed.quantity, first, reason, said: bodyOf([into, HAPPENED], values) })

  return (
    <Sheet title={`Issue material to ${workOrder}`} opened close={close}>
      <PreviewedForm
        label="Issue"
        command="work_orders.consume_lot"
        body={body}
        previewed={Boolean(values.occurred_at)}
        said={`${lot} issued to ${workOrder}`}
        done={close}
      >
        <ProposedLot of={proposed} />
        {overridden && (
          <TextInput
            label={`Why not ${proposed.number}?`}
            description="It is kept with the movement."
            required
            maxLength={1000}
            value={reason}
            onChange={event => setReason(event.currentTarget.value)}
          />
        )}
        <Fields
          fields={made?.tracking === 'serial' || outputs.length > 0 ? [into, HAPPENED] : [HAPPENED]}
          values={values}
          set={set}
        />
      </PreviewedForm>
    </Sheet>
  )
}
