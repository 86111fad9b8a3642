import { Checkbox, NumberInput, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import { amount, moment, words } from '../../format'
import { QuantityInput, WhyCorrected } from '../../shell/fields'
import { Sheet } from '../../shell/sheet'
import { PreviewedForm } from '../costs/previewed-form'
import { correctionOf, draftOfMovement, type MovementDraft } from './correcting'
import type { StockMovement } from './queries'

/** Says what was so in truth. The original stays, struck through, with who and why; what it changes is shown first. */
export function CorrectMovementSheet({ movement, close }: { movement: StockMovement; close: () => void }) {
  const [draft, setDraft] = useState(() => draftOfMovement(movement))
  const set = (change: Partial<MovementDraft>) => setDraft({ ...draft, ...change })
  const wish = correctionOf(movement, draft)
  return (
    <Sheet title={`Correct ${words(movement.kind)} of ${movement.number}`} opened close={close}>
      <PreviewedForm
        label="Correct the movement"
        command="corrections.correct_movement"
        body={() => (typeof wish === 'string' ? wish : { ...wish, why: draft.why.trim() })}
        previewed
        said={`${words(movement.kind)} of ${movement.number} ${draft.struck ? 'struck' : 'corrected'}`}
        danger={draft.struck}
        done={close}
      >
        <Text size="sm" c="dimmed">
          As it stands: {movement.quantity && amount(movement.quantity, movement.unit)} {moment(movement.happened_at)}
          {movement.work_order && `, ${movement.work_order}`}
          {movement.struck && ', struck: it did not happen'}
        </Text>
        <Checkbox
          label="It did not happen"
          checked={draft.struck}
          onChange={event => set({ struck: event.currentTarget.checked })}
        />
        {!draft.struck && (
          <>
            <QuantityInput
              label={movement.kind === 'counted' ? 'What was found' : 'Quantity'}
              required
              unit={movement.unit}
              value={draft.quantity}
              set={quantity => set({ quantity })}
            />
            {movement.kind === 'received' && (
              <NumberInput
                label={`Cost of one ${movement.unit}`}
                size="md"
                hideControls
                decimalScale={12}
                min={0}
                allowedDecimalSeparators={['.', ',']}
                inputMode="decimal"
                suffix={movement.currency ? ` ${movement.currency}` : undefined}
                value={draft.unitCost}
                onChange={unitCost => set({ unitCost: String(unitCost) })}
              />
            )}
            <TextInput
              label="When it happened"
              type="datetime-local"
              required
              value={draft.happened}
              onChange={event => set({ happened: event.currentTarget.value })}
            />
          </>
        )}
        <WhyCorrected value={draft.why} set={why => set({ why })} />
      </PreviewedForm>
    </Sheet>
  )
}
