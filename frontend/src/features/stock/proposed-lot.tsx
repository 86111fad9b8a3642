/** Material, quantity and lot of an order, with what should go first proposed. */
import { Alert, Radio, Stack, Text, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { amount, day } from '../../format'
import { begun, type Field, Fields, type Values } from '../../shell/fields'
import { lotName } from '../../shell/lot-name'
import { Failed } from '../../shell/states'
import { materialQuery, materialsQuery } from '../materials/queries'
import { chosenLot, OTHER } from './issuing'
import { type Suggestion, suggestionQuery } from './queries'

export interface ForOrder {
  workOrder: string
  product: string
  plant: string
}

/** What is asked for and what is proposed, for a form that shows it as `ProposedLot`. */
export function useProposedLot({ workOrder, product, plant }: ForOrder) {
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
  const [choice, choose] = useState<string | null>(null)
  const [other, setOther] = useState('')
  const quantity = (values.quantity ?? '').replace(',', '.')
  const [wanted] = useDebouncedValue(`${values.material ?? ''}\n${quantity}`, 300)
  const [material = '', needed = ''] = wanted.split('\n')
  const suggestion = useQuery(suggestionQuery(material, needed, plant, workOrder))
  const [goesFirst] = suggestion.data?.lots ?? []
  const first = goesFirst && lotName({ ...goesFirst, material })
  return {
    made,
    fields,
    values,
    set: (change: Values) => setValues(old => ({ ...old, ...change })),
    quantity,
    suggestion,
    first,
    /** What stands on its label. */
    number: goesFirst?.number,
    lot: chosenLot(choice, other, first),
    choice,
    choose,
    other,
    setOther,
  }
}

export function ProposedLot({ of }: { of: ReturnType<typeof useProposedLot> }) {
  const { suggestion, choice, first } = of
  return (
    <>
      <Fields fields={of.fields} values={of.values} set={of.set} />
      {suggestion.error && <Failed error={suggestion.error} />}
      {suggestion.data && <Lots suggestion={suggestion.data} chosen={choice ?? first ?? OTHER} choose={of.choose} />}
      {(choice === OTHER || (suggestion.data && !first)) && (
        <TextInput
          label="Lot"
          required
          maxLength={120}
          value={of.other}
          onChange={event => of.setOther(event.currentTarget.value)}
        />
      )}
    </>
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
      description="What is reserved for the order goes first, then what expires first, then what is oldest."
      value={chosen}
      onChange={choose}
    >
      <Stack gap="xs" mt="xs">
        {lots.map((lot, index) => (
          <Radio
            key={lot.lot}
            value={lotName({ ...lot, material })}
            label={`${lot.number}: ${amount(lot.usable, lot.unit)}${lot.location ? ` at ${lot.location}` : ''}`}
            description={`${index === 0 ? 'Goes first. ' : ''}${
              Number(lot.reserved) > 0 ? `${amount(lot.reserved, lot.unit)} reserved for this order. ` : ''
            }${lot.expires_at ? `Expires ${day(lot.expires_at)}` : `Since ${day(lot.first_at)}`}; gives ${amount(
              lot.quantity,
              lot.unit,
            )}`}
          />
        ))}
        <Radio value={OTHER} label="Another lot" />
        {Number(short) > 0 && (
          <Alert color="yellow" variant="outline" title={`${amount(short, unit)} short`}>
            All lots of {material} that may be used hold less than that. What is on hold, expired or reserved for
            another order is not proposed.
          </Alert>
        )}
        {lots.length > 1 && (
          <Text size="sm" c="dimmed">
            One lot is taken at a time: {lots.length} lots make up this quantity.
          </Text>
        )}
      </Stack>
    </Radio.Group>
  )
}
