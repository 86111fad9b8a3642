import { Alert, Button, Drawer, Stack } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import type { ReactNode } from 'react'
import type { Outgoing } from '../offline/storage'
import { type Said, useCommand } from '../offline/use-command'

interface SheetProps {
  title: string
  opened: boolean
  close: () => void
  children: ReactNode
}

/** A form over the screen: from below on a phone, at the side on a wide screen. */
export function Sheet({ title, opened, close, children }: SheetProps) {
  const phone = useMediaQuery('(max-width: 48em)', false, { getInitialValueInEffect: false })
  return (
    <Drawer
      opened={opened}
      onClose={close}
      position={phone ? 'bottom' : 'right'}
      size={phone ? '94%' : 460}
      title={title}
      closeButtonProps={{ 'aria-label': 'Close the sheet', size: 44 }}
      classNames={{ title: 'sheet-title' }}
    >
      {opened && children}
    </Drawer>
  )
}

interface CommandFormProps {
  /** What the form is for; also its name to a screen reader. */
  label: string
  command: string
  /** The command's fields; or, in words, what a person has to mend first. */
  body: () => Record<string, unknown> | string
  /** What is told when it is done. */
  said: Said
  submit?: string
  danger?: boolean
  /** A step that comes first: then the button does this instead. */
  before?: { submit: string; run: () => void }
  done: (entry: Outgoing) => void
  children: ReactNode
}

/** A form that carries out one command. A refusal is told in it, and nothing that was typed is lost. */
export function CommandForm({ label, command, body, said, submit, danger, before, done, children }: CommandFormProps) {
  const { busy, failure, fail, carryOut } = useCommand()

  async function send(event: React.FormEvent) {
    event.preventDefault()
    const fields = body()
    if (typeof fields === 'string') fail(fields)
    else if (before) {
      fail(null)
      before.run()
    } else {
      const entry = await carryOut(command, fields, said)
      if (entry) done(entry)
    }
  }

  return (
    <form onSubmit={send} aria-label={label}>
      <Stack gap="md">
        {children}
        {failure && (
          <Alert color="red" variant="outline" role="alert" title="Not done" className="failed">
            {failure}
          </Alert>
        )}
        <Button type="submit" size="lg" loading={busy} className="submit" color={danger && !before ? 'red' : undefined}>
          {before?.submit ?? submit ?? label}
        </Button>
      </Stack>
    </form>
  )
}

/** What an empty text field means to the server: nothing was said. */
export function orNull(text: string): string | null {
  return text.trim() || null
}
