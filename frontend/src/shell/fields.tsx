/** Forms that are a list of fields: one look, one way to leave a field empty, one way to write a quantity. */
import { Autocomplete, Checkbox, NumberInput, Select, Stack, Text, Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import { CommandForm, Sheet } from './sheet'

export interface Field {
  /** The command's field. */
  name: string
  label: string
  /** `quantity` is an exact decimal or a fraction, `decimal` one without fractions, as money is; `count` is a whole
   * number; `moment` has a time, `date` has none; a `list` has commas. */
  kind?: 'text' | 'long' | 'quantity' | 'decimal' | 'count' | 'moment' | 'date' | 'choice' | 'yes' | 'list'
  required?: boolean
  description?: string
  placeholder?: string
  unit?: string
  /** What may be chosen; of a text: what is proposed. */
  choices?: readonly string[] | readonly { value: string; label: string }[]
  /** The text that it begins with. */
  initial?: string
  min?: number
  /** Decimal places of a `decimal`; 6 unless told. */
  places?: number
}

export type Values = Record<string, string>

/** What the fields begin with. */
export function begun(fields: readonly Field[]): Values {
  return Object.fromEntries(fields.map(({ name, initial }) => [name, initial ?? '']))
}

/** The body of a command: an empty field says nothing, a quantity is sent as it was written. */
export function bodyOf(fields: readonly Field[], values: Values): Record<string, unknown> {
  const body: Record<string, unknown> = {}
  for (const { name, kind } of fields) {
    const text = (values[name] ?? '').trim()
    if (!text) continue
    if (kind === 'count') body[name] = Number(text)
    else if (kind === 'moment') body[name] = new Date(text).toISOString()
    else if (kind === 'quantity') body[name] = text.replace(',', '.')
    else if (kind === 'yes') body[name] = text === 'yes'
    else if (kind === 'list') body[name] = listed(text)
    else body[name] = text
  }
  return body
}

function listed(text: string): string[] {
  return text
    .split(',')
    .map(each => each.trim())
    .filter(Boolean)
}

interface FieldsProps {
  fields: readonly Field[]
  values: Values
  set: (change: Values) => void
}

export function Fields({ fields, values, set }: FieldsProps) {
  return (
    <Stack gap="md">
      {fields.map((field, index) => (
        <OneField
          key={field.name}
          field={field}
          first={index === 0}
          value={values[field.name] ?? ''}
          set={value => set({ [field.name]: value })}
        />
      ))}
    </Stack>
  )
}

interface QuantityInputProps {
  label: string
  value: string
  set: (value: string) => void
  required?: boolean
  description?: string
  placeholder?: string
  unit?: string | null
}

/** An amount as people write it: 2.5 or 2,5, and 1/3 where no decimal says it. */
export function QuantityInput({ value, set, unit, ...shared }: QuantityInputProps) {
  const wrong = value.trim() !== '' && !isQuantity(value)
  return (
    <TextInput
      {...shared}
      size="md"
      value={value}
      onChange={event => set(event.currentTarget.value)}
      inputMode="decimal"
      maxLength={30}
      error={wrong && 'A number such as 2.5, or a fraction such as 1/3'}
      rightSection={unit && <Text size="sm">{unit}</Text>}
      rightSectionWidth={unit ? 16 + 9 * unit.length : undefined}
    />
  )
}

/** Every correction says why: the original stays, and who reads it later sees both. */
export function WhyCorrected({ value, set }: { value: string; set: (why: string) => void }) {
  return (
    <TextInput
      label="Why it is corrected"
      description="It is shown beside the original, which stays, struck through."
      required
      maxLength={1000}
      value={value}
      onChange={event => set(event.currentTarget.value)}
    />
  )
}

/** Whether the server will read it: up to 12 decimal places, or a fraction, perhaps with whole ones before it. */
export function isQuantity(text: string): boolean {
  return /^(\d{1,12}([.,]\d{1,12})?|[.,]\d{1,12}|(\d{1,9} )?\d{1,9}\/[1-9]\d{0,8})$/.test(text.trim())
}

interface OneFieldProps {
  field: Field
  first: boolean
  value: string
  set: (value: string) => void
}

function OneField({ field, first, value, set }: OneFieldProps) {
  const { label, kind = 'text', required, description, placeholder, unit, choices, min, places = 6 } = field
  const shared = { label, required, description, placeholder, 'data-autofocus': first || undefined }
  if (kind === 'quantity') return <QuantityInput {...shared} unit={unit} value={value} set={set} />
  if (kind === 'decimal' || kind === 'count')
    return (
      <NumberInput
        {...shared}
        size="md"
        value={value}
        onChange={next => set(String(next))}
        suffix={unit && ` ${unit}`}
        allowDecimal={kind !== 'count'}
        decimalScale={places}
        allowedDecimalSeparators={['.', ',']}
        min={min ?? 0}
        inputMode={kind === 'count' ? 'numeric' : 'decimal'}
        hideControls
      />
    )
  if (kind === 'choice')
    return (
      <Select
        {...shared}
        data={choices as { value: string; label: string }[]}
        value={value || null}
        onChange={next => set(next ?? '')}
        allowDeselect={!required}
        searchable={(choices?.length ?? 0) > 8}
      />
    )
  if (kind === 'yes')
    return (
      <Checkbox
        label={label}
        description={description}
        checked={value === 'yes'}
        onChange={event => set(event.currentTarget.checked ? 'yes' : '')}
      />
    )
  if (kind === 'long')
    return (
      <Textarea
        {...shared}
        autosize
        maxLength={1000}
        value={value}
        onChange={event => set(event.currentTarget.value)}
      />
    )
  if (kind === 'text' && choices)
    return (
      <Autocomplete
        {...shared}
        data={choices as string[]}
        value={value}
        onChange={set}
        limit={30}
        maxLength={120}
        openOnFocus={false}
      />
    )
  return (
    <TextInput
      {...shared}
      type={kind === 'moment' ? 'datetime-local' : kind === 'date' ? 'date' : 'text'}
      maxLength={1000}
      value={value}
      onChange={event => set(event.currentTarget.value)}
    />
  )
}

/** The field for when something happened: now, unless it is told late. */
export const HAPPENED: Field = {
  name: 'occurred_at',
  label: 'When it happened',
  kind: 'moment',
  description: 'Left empty: now. What is told late counts from when it happened.',
}

interface CommandSheetProps {
  /** Also what the button says. */
  title: string
  command: string
  /** What the command says beside the fields. */
  fixed?: Record<string, unknown>
  /** Those that depend on what was said in others are given as a function. */
  fields: readonly Field[] | ((values: Values) => readonly Field[])
  said: string | ((values: Values) => string)
  danger?: boolean
  close: () => void
  /** The fields begin with what stands: only those that were changed are sent. */
  changes?: boolean
  /** When it is carried out, besides closing. */
  done?: (values: Values) => void
}

/** One command in a sheet. It is there as long as it is rendered. */
export function CommandSheet({ title, command, fixed, fields, said, danger, changes, close, done }: CommandSheetProps) {
  const of = (values: Values) => (typeof fields === 'function' ? fields(values) : fields)
  const [values, setValues] = useState(() => begun(of({})))
  const shown = of(values)
  const sent = changes ? shown.filter(({ name, initial = '' }) => values[name] !== initial) : shown
  return (
    <Sheet title={title} opened close={close}>
      <CommandForm
        label={title}
        command={command}
        body={() => ({ ...fixed, ...bodyOf(sent, values) })}
        said={typeof said === 'function' ? said(values) : said}
        danger={danger}
        done={() => {
          close()
          done?.(values)
        }}
      >
        <Fields fields={shown} values={values} set={change => setValues(old => ({ ...old, ...change }))} />
      </CommandForm>
    </Sheet>
  )
}
