import { Button, Stack, Text } from '@mantine/core'
import { IconBackspace } from '@tabler/icons-react'
import { useEffect } from 'react'

const LONGEST = 8
const SHORTEST = 4
const DIGITS = ['1', '2', '3', '4', '5', '6', '7', '8', '9'] as const

interface Props {
  pin: string
  set: (pin: string) => void
  busy: boolean
  done: () => void
}

/** A PIN by large keys, or by those of a keyboard. What was typed shows as dots. */
export function PinPad({ pin, set, busy, done }: Props) {
  useEffect(() => {
    const typed = (event: KeyboardEvent) => {
      if (/^\d$/.test(event.key) && pin.length < LONGEST) set(pin + event.key)
      else if (event.key === 'Backspace') set(pin.slice(0, -1))
      else if (event.key === 'Enter' && pin.length >= SHORTEST) done()
      else return
      event.preventDefault()
    }
    window.addEventListener('keydown', typed)
    return () => window.removeEventListener('keydown', typed)
  }, [pin, set, done])
  return (
    <Stack gap="sm" className="pin-pad">
      <Text className="pin-dots" role="status" aria-label={`${pin.length} digits`}>
        {'●'.repeat(pin.length) || ' '}
      </Text>
      <fieldset className="keys" aria-label="PIN">
        {DIGITS.map(digit => (
          <Key key={digit} label={digit} press={() => pin.length < LONGEST && set(pin + digit)} />
        ))}
        <button
          type="button"
          className="key"
          aria-label="Take the last digit back"
          onClick={() => set(pin.slice(0, -1))}
        >
          <IconBackspace size={26} aria-hidden />
        </button>
        <Key label="0" press={() => pin.length < LONGEST && set(`${pin}0`)} />
        <Button
          className="key"
          disabled={pin.length < SHORTEST}
          loading={busy}
          onClick={done}
          aria-label="That is my PIN"
        >
          OK
        </Button>
      </fieldset>
    </Stack>
  )
}

function Key({ label, press }: { label: string; press: () => void }) {
  return (
    <button type="button" className="key" onClick={press}>
      {label}
    </button>
  )
}
