import { NumberInput, Select, SimpleGrid, Switch, Textarea, TextInput } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { command } from '../../offline/sending'
import type { Outgoing } from '../../offline/storage'
import { usePlantChoices } from '../../shell/plants'
import { CommandForm, orNull, Sheet } from '../../shell/sheet'
import { settingsQuery } from '../settings/queries'
import { useMay } from '../sign-in/use-session'
import { readOperations } from './operations'

/** Plans an order, and hands it to the shop floor at once when that is wanted. */
export function CreateSheet({ opened, close }: { opened: boolean; close: () => void }) {
  return (
    <Sheet title="New work order" opened={opened} close={close}>
      <Form close={close} />
    </Sheet>
  )
}

function Form({ close }: { close: () => void }) {
  const may = useMay()
  const queries = useQueryClient()
  const [order, setOrder] = useState('')
  const [product, setProduct] = useState('')
  const [pieces, setPieces] = useState<number | string>('')
  const [due, setDue] = useState('')
  const [priority, setPriority] = useState<number | string>(50)
  const [salesOrder, setSalesOrder] = useState('')
  const [line, setLine] = useState<number | string>('')
  const [note, setNote] = useState('')
  const [operations, setOperations] = useState('')
  const [tolerance, setTolerance] = useState<number | string>('')
  const [reworkOf, setReworkOf] = useState('')
  const plants = usePlantChoices()
  const [plant, setPlant] = useState<string | null>(null)
  const mayRelease = may('work_orders.release')
  const [released, setReleased] = useState(mayRelease)

  const rule = useQuery({ ...settingsQuery, enabled: may('house_rules.read') }).data?.number_rules.find(
    ({ numbered }) => numbered === 'work_order',
  )?.pattern

  async function created(order: Outgoing) {
    close()
    const number = numberOf(order)
    if (!released || !number) return
    // The sheet is closed by now: a release that is refused stays in the outbox until somebody decides.
    const entry = await command('work_orders.release', { work_order: number })
    if (entry.state === 'refused')
      notifications.show({ title: 'Created, but not released', message: entry.problem?.detail, color: 'red' })
    await queries.invalidateQueries({ queryKey: ['work_order_board'] })
  }

  return (
    <CommandForm
      label="Create the order"
      command="work_orders.create"
      body={() => {
        const steps = readOperations(operations)
        if (typeof steps === 'string') return steps
        return {
          work_order: orNull(order),
          product: product.trim(),
          quantity_pcs: Number(pieces),
          due_at: due ? new Date(due).toISOString() : null,
          priority: Number(priority),
          note: orNull(note),
          sales_order: orNull(salesOrder),
          sales_order_line: salesOrder.trim() && line !== '' ? Number(line) : null,
          operations: steps,
          over_completion_percent: tolerance === '' ? null : String(tolerance),
          rework_of: orNull(reworkOf),
          ...(plant ? { plant } : {}),
        }
      }}
      said={entry => `${numberOf(entry) ?? 'The order is'} created`}
      done={entry => void created(entry)}
    >
      <TextInput
        label="Order"
        required={!rule}
        description={rule && `Left empty: the next number of ${rule}`}
        maxLength={120}
        data-autofocus
        value={order}
        onChange={event => setOrder(event.currentTarget.value)}
      />
      <TextInput
        label="Product"
        required
        maxLength={120}
        value={product}
        onChange={event => setProduct(event.currentTarget.value)}
      />
      <NumberInput
        label="Quantity"
        suffix=" pcs"
        required
        size="md"
        min={1}
        max={1_000_000_000}
        allowDecimal={false}
        inputMode="numeric"
        value={pieces}
        onChange={setPieces}
      />
      {plants.length > 1 && <Select label="Plant" required size="md" data={plants} value={plant} onChange={setPlant} />}
      <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
        <TextInput
          label="Due"
          type="datetime-local"
          value={due}
          onChange={event => setDue(event.currentTarget.value)}
        />
        <NumberInput
          label="Priority"
          description="0 to 100; a higher one goes first"
          inputWrapperOrder={['label', 'input', 'description']}
          size="md"
          min={0}
          max={100}
          allowDecimal={false}
          inputMode="numeric"
          value={priority}
          onChange={setPriority}
        />
        <TextInput
          label="Sales order"
          maxLength={120}
          value={salesOrder}
          onChange={event => setSalesOrder(event.currentTarget.value)}
        />
        <NumberInput
          label="Its line"
          size="md"
          min={1}
          max={999_999}
          allowDecimal={false}
          inputMode="numeric"
          disabled={!salesOrder.trim()}
          value={line}
          onChange={setLine}
        />
        <NumberInput
          label="May be over by"
          suffix=" %"
          size="md"
          min={0}
          max={1000}
          hideControls
          inputMode="decimal"
          value={tolerance}
          onChange={setTolerance}
        />
        <TextInput
          label="Reworks pieces of"
          placeholder="another order"
          maxLength={120}
          value={reworkOf}
          onChange={event => setReworkOf(event.currentTarget.value)}
        />
      </SimpleGrid>
      <Textarea
        label="Operations"
        description="One a line: operation; work center; setup time; time of one piece; certificates."
        placeholder="turning; Lathes; 1500 s; 72 s; lathe"
        autosize
        minRows={2}
        value={operations}
        onChange={event => setOperations(event.currentTarget.value)}
      />
      <Textarea
        label="Note"
        autosize
        maxLength={1000}
        value={note}
        onChange={event => setNote(event.currentTarget.value)}
      />
      {mayRelease && (
        <Switch
          label="Release it to the shop floor at once"
          size="md"
          checked={released}
          onChange={event => setReleased(event.currentTarget.checked)}
        />
      )}
    </CommandForm>
  )
}

/** The number that the order was created under: typed, or given by the server. Unknown while it waits for a network. */
function numberOf({ body, streams = [] }: Outgoing): string | null {
  const given = streams.find(stream => stream.startsWith('work_orders:'))?.slice('work_orders:'.length)
  return given ?? (body.work_order as string | null)
}
