import { Button, Code, CopyButton, Stack, Text } from '@mantine/core'
import { Sheet } from '../../shell/sheet'

/** The secret of a webhook, which is told this once. */
export function SecretTold({ secret, close }: { secret: string; close: () => void }) {
  return (
    <Sheet title="The secret" opened close={close}>
      <Stack gap="md">
        <Text>
          Give it to those who run the receiver: by it they tell that what arrives comes from here. It is shown this
          once; if it is lost, replace it.
        </Text>
        <Code block className="wraps" aria-label="The secret">
          {secret}
        </Code>
        <CopyButton value={secret}>
          {({ copied, copy }) => (
            <Button size="lg" variant="default" onClick={copy}>
              {copied ? 'Copied' : 'Copy'}
            </Button>
          )}
        </CopyButton>
        <Button size="lg" className="submit" onClick={close}>
          I have stored it
        </Button>
      </Stack>
    </Sheet>
  )
}
