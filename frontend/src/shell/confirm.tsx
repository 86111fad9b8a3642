/** One question at a time, with the way back first. */
import { Button, Group, Modal, Stack, Text } from '@mantine/core'
import { useSyncExternalStore } from 'react'

interface Question {
  title: string
  text: string
  yes: string
  danger?: boolean
  carryOut: () => void
  cancel?: () => void
}

let asked: Question | null = null
const listeners = new Set<() => void>()

function set(question: Question | null): void {
  asked = question
  for (const listener of listeners) listener()
}

export const questions = {
  ask: (question: Question) => set(question),
  /** Resolves with whether the answer was yes. */
  confirmed: (question: Omit<Question, 'carryOut' | 'cancel'>) =>
    new Promise<boolean>(resolve => set({ ...question, carryOut: () => resolve(true), cancel: () => resolve(false) })),
}

/** A sheet that asks stays open beneath, whichever of the two was there first. */
const ABOVE_SHEETS = 260

export function Confirm() {
  const question = useSyncExternalStore(
    listener => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => asked,
  )
  function close() {
    set(null)
    question?.cancel?.()
  }
  return (
    <Modal
      opened={question !== null}
      onClose={close}
      title={question?.title}
      closeButtonProps={{ 'aria-label': 'Close the question' }}
      centered
      zIndex={ABOVE_SHEETS}
    >
      <Stack>
        <Text className="lines">{question?.text}</Text>
        <Group justify="flex-end">
          <Button variant="default" onClick={close} data-autofocus>
            Cancel
          </Button>
          <Button
            color={question?.danger ? 'red' : undefined}
            onClick={() => {
              const carryOut = question?.carryOut
              set(null)
              carryOut?.()
            }}
          >
            {question?.yes}
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}
