import { expect, test } from '@playwright/test'
import { go, noSeriousViolations, noSidewaysScroll, signIn } from './page'
import { server } from './plant'

const [NAME, LOGIN, OWN] = ['Grace of the walk', 'walk.grace', 'battery staple 7 horses']

test('somebody is let in with a password for once, a role is made, and the person is kept out and erased', async ({
  page,
  browser,
}) => {
  const plant = server()
  await signIn(page, { ...plant, login: 'admin' })
  const sheet = page.getByRole('dialog')
  let password = ''

  await test.step('a role of the plant’s own is made of single permissions', async () => {
    await go(page, 'People')
    await page.getByRole('link', { name: 'Roles' }).click()
    await expect(page.getByRole('list', { name: 'Roles' })).toContainText('Quality engineer')
    await noSeriousViolations(page, 'roles')
    await noSidewaysScroll(page)
    await page.getByRole('button', { name: 'New role' }).click()
    await sheet.getByLabel('What it is called').fill('Shift lead')
    await sheet.getByRole('group', { name: 'Work order board' }).getByLabel('Read').check()
    await sheet.getByRole('group', { name: 'Lots' }).getByLabel('Everything of it').check()
    await noSeriousViolations(page, 'role sheet')
    await sheet.getByRole('button', { name: 'Save' }).click()
    await expect(sheet).toHaveCount(0)
    await expect(page.getByRole('list', { name: 'Roles' })).toContainText('Shift lead')
  })

  await test.step('somebody is added, and the password is shown once', async () => {
    await page.getByRole('link', { name: 'People' }).last().click()
    await page.getByRole('button', { name: 'Add somebody' }).click()
    await sheet.getByLabel('Name').fill(NAME)
    await sheet.getByLabel('Signs in as').fill(LOGIN)
    await sheet.getByRole('combobox', { name: 'One more role' }).click()
    await page.getByRole('option', { name: 'Shift lead' }).click()
    await sheet.getByLabel('Why').fill('nights are short of people')
    await noSeriousViolations(page, 'person sheet')
    await sheet.getByRole('button', { name: 'Add and make a password' }).click()
    const shown = page.getByLabel('The password')
    await expect(shown).toBeVisible()
    password = (await shown.textContent()) ?? ''
    await page.getByRole('button', { name: 'I have passed it on' }).click()
    const row = page.getByRole('listitem').filter({ hasText: NAME })
    await expect(row).toContainText('Operator; Shift lead')
    await expect(row).toContainText('New password')
    await noSeriousViolations(page, 'people')
    await noSidewaysScroll(page)
  })

  await test.step('with it one may choose a password of one’s own, and then work', async () => {
    const other = await browser.newContext()
    try {
      const signed = await other.request.post(`${plant.url}/api/v1/auth/sign-in`, {
        data: { organization: plant.organization, login: LOGIN, password },
      })
      const headers = { Authorization: `Bearer ${(await signed.json()).access_token}` }
      const plants = () => other.request.get(`${plant.url}/api/v1/plants`, { headers })
      expect((await (await plants()).json()).code).toBe('password_must_be_changed')
      const changed = await other.request.post(`${plant.url}/api/v1/auth/change-password`, {
        headers,
        data: { current: password, new: OWN },
      })
      expect(changed.status()).toBe(204)
      expect((await plants()).status()).toBe(200)

      await page.getByRole('button', { name: `Disable ${NAME}` }).click()
      await page.getByRole('button', { name: 'Disable', exact: true }).click()
      await expect(page.getByRole('listitem').filter({ hasText: NAME })).toContainText('Disabled')
      expect((await plants()).status()).toBe(401)
    } finally {
      await other.close()
    }
  })

  await test.step('who gave what when and why is told, and who may do something', async () => {
    await page.getByRole('link', { name: `History of ${NAME}` }).click()
    const changes = page.getByRole('list', { name: 'Changes' })
    await expect(changes.getByRole('listitem').first()).toContainText(`${NAME}: disabled`)
    await expect(changes.getByRole('listitem').last()).toContainText('Given: Operator; Shift lead')
    await expect(changes).toContainText('Because: nights are short of people')
    await expect(changes).toContainText('by you')
    await noSeriousViolations(page, 'history of rights')
    await noSidewaysScroll(page)
    await page.getByRole('link', { name: 'People' }).last().click()
    await page.getByRole('link', { name: 'Who may what' }).click()
    await expect(page.getByText('Free a lot that was on hold.')).toBeVisible()
    await expect(page.getByRole('list', { name: 'Who may do it' })).toContainText('Administrator')
    await noSeriousViolations(page, 'who may what')
    await noSidewaysScroll(page)
    await page.getByRole('link', { name: 'People' }).last().click()
  })

  await test.step('who is erased is gone from the list', async () => {
    await page.getByRole('button', { name: `Erase ${NAME}` }).click()
    await page.getByRole('button', { name: 'Erase', exact: true }).click()
    await expect(page.getByRole('listitem').filter({ hasText: NAME })).toHaveCount(0)
  })

  await test.step('people come in by file, and their passwords are a list that is shown once', async () => {
    await page.getByRole('button', { name: 'From a file' }).click()
    const rows = 'login,name,roles\nwalk.ada,Ada of the file,operator\nwalk.bob,Bob of the file,painter\n'
    const chosen = page.waitForEvent('filechooser')
    await sheet.getByRole('button', { name: 'File' }).click()
    await (await chosen).setFiles({ name: 'people.csv', mimeType: 'text/csv', buffer: Buffer.from(rows) })
    await expect(sheet.getByRole('status')).toContainText('Line 3: unknown_role')
    await noSeriousViolations(page, 'people from a file')
    await sheet.getByRole('button', { name: 'Bring 1 people in' }).click()
    await expect(page.getByRole('list', { name: 'People' })).toContainText('Ada of the file')
    await page.getByRole('button', { name: /^Passwords for/ }).click()
    await page.getByRole('button', { name: 'Make them' }).click()
    const list = page.getByRole('list', { name: 'Passwords' })
    await expect(list).toContainText('walk.ada')
    await noSeriousViolations(page, 'passwords')
    await noSidewaysScroll(page)
    const saved = page.waitForEvent('download')
    await page.getByRole('button', { name: 'Save as a file' }).click()
    expect((await saved).suggestedFilename()).toBe('passwords.csv')
  })
})
