import { Alert, Radio, Stack, Text, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { amount, day } from '../../format'
import { begun, bodyOf, type Field, Fields, HAPPENED, type Values } from '../../shell/fields'
import { lotName } from '../../shell/lot-name'
import { Sheet } from '../../shell/sheet'
import { Failed } from '../../shell/states'
import { PreviewedForm } from '../costs/previewed-form'
import { materialQuery, materialsQuery } from '../materials/queries'
import { chosenLot, issueBody, OTHER } from './issuing'
import { type Suggestion, suggestionQuery } from './queries'

interface IssueSheetProps {
  workOrder: string
  product: string
  plant: string
  /** The serials and lots that the order has put out so far. */
  outputs: readonly string[]
  close: () => void
}

/**
 * Takes material for an order. What should go first is proposed; who takes another lot says why. Of an order that is put out
 * serial by serial it asks what the material goes into.
 */
export function IssueSheet({ workOrder, product, plant, outputs, close }: IssueSheetProps) {
  const materials = useQuery(materialsQuery())
  const made = useQuery(materialQuery(product)).data
  const components = made?.components.map(({ material }) => material) ?? []
  const others = materials.data?.map(({ material }) => material) ?? []
  const fields: Field[] = [
    {
      name: 'material',
      label: 'Material',
      required: true,
      choices: [...new Set([...components, ...others])],
      description: components.length > 0 ? `Of its component list: ${components.join(', ')}` : undefined,
    },
    { name: 'quantity', label: 'Quantity', kind: 'quantity', required: true },
  ]
  const [values, setValues] = useState<Values>(() => ({
    ...begun(fields),
    material: components.length === 1 ? (components[0] ?? '') : '',
  }))
  const into: Field = {
    name: 'into',
    label: made?.tracking === 'serial' ? 'Which serials does it go into?' : 'Goes into the lots',
    kind: 'list',
    placeholder: outputs.slice(-3).join(', ') || 'SN-001, SN-002',
    description:
      'Put out already or to come, separated by commas. Left empty: it may be in any that the order puts out.',
  }
  const [choice, setChoice] = useState<string | null>(null)
  const [other, setOther] = useState('')
  const [reason, setReason] = useState('')
  const set = (change: Values) => setValues(old => ({ ...old, ...change }))

  const [wanted] = useDebouncedValue(`${values.material ?? ''}\n${values.quantity ?? ''}`, 300)
  const [material = '', quantity = ''] = wanted.split('\n')
  const suggestion = useQuery(suggestionQuery(material, quantity, plant))
  const [goesFirst] = suggestion.data?.lots ?? []
  const first = goesFirst && lotName({ ...goesFirst, material })
  const lot = chosenLot(choice, other, first)
  const overridden = lot !== '' && first !== undefined && lot !== first

  const body = () =>
    issueBody({
      workOrder,
      lot,
      quantity: values.quantity ?? '',
      first,
      reason,
      said: bodyOf([into, HAPPENED], values),
    })

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
        <Fields fields={fields} values={values} set={set} />
        {suggestion.error && <Failed error={suggestion.error} />}
        {suggestion.data && <Lots suggestion={suggestion.data} chosen={choice ?? first ?? OTHER} choose={setChoice} />}
        {(choice === OTHER || (suggestion.data && !first)) && (
          <TextInput
            label="Lot"
            required
            maxLength={120}
            value={other}
            onChange={event => setOther(event.currentTarget.value)}
          />
        )}
        {overridden && (
          <TextInput
            label={`Why not ${goesFirst?.number}?`}
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

interface LotsProps {
  suggestion: Suggestion
  chosen: string
  choose: (lot: string) => void
}

function Lots({ suggestion, chosen, choose }: LotsProps) {
  const { lots, short, material } = suggestion
  const unit = lots[0]?.unit
  return (
    <Radio.Group
      label="Lot"
      description="What expires first goes first, then what is oldest."
      value={chosen}
      onChange={choose}
    >
      <Stack gap="xs" mt="xs">
        {lots.map((lot, index) => (
          <Radio
            key={lot.lot}
            value={lotName({ ...lot, material })}
            label={`${lot.number}: ${amount(lot.on_hand, lot.unit)}${lot.location ? ` at ${lot.location}` : ''}`}
            description={`${index === 0 ? 'Goes first. ' : ''}${
              lot.expires_at ? `Expires ${day(lot.expires_at)}` : `Since ${day(lot.first_at)}`
            }; gives ${amount(lot.quantity, lot.unit)}`}
          />
        ))}
        <Radio value={OTHER} label="Another lot" />
        {Number(short) > 0 && (
          <Alert color="yellow" variant="outline" title={`${amount(short, unit)} short`}>
            All lots of {material} that may be used hold less than that. What is on hold or expired is not proposed.
          </Alert>
        )}
        {lots.length > 1 && (
          <Text size="sm" c="dimmed">
            One lot is issued at a time: {lots.length} lots make up this quantity.
          </Text>
        )}
      </Stack>
    </Radio.Group>
  )
}
