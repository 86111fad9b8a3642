import { expect, test } from '@playwright/test'
import { noSeriousViolations, noSidewaysScroll, signIn } from './page'
import { server } from './plant'

const ORDER = 'E2E-ORDERS-1'

test('an order is created and released on the phone, and a log is corrected with the original struck through', async ({
  page,
}) => {
  const plant = server()
  await signIn(page, plant)
  const row = page.getByRole('list', { name: 'Work orders' }).getByRole('listitem').filter({ hasText: ORDER })

  await test.step('create and release', async () => {
    await page.getByRole('button', { name: 'New order' }).click()
    const form = page.getByRole('form', { name: 'Create the order' })
    await form.getByRole('textbox', { name: 'Order', exact: true }).fill(ORDER)
    await form.getByLabel('Product').fill('Flange F-80')
    await form.getByLabel('Quantity').fill('40')
    await noSeriousViolations(page, 'create sheet')
    await form.getByRole('button', { name: 'Create the order' }).click()
    await expect(page.getByRole('dialog')).toHaveCount(0)
    await expect(row).toContainText('released')
  })

  await test.step('a number that is taken is told in the form, and nothing waits for a decision', async () => {
    await page.getByRole('button', { name: 'New order' }).click()
    const form = page.getByRole('form', { name: 'Create the order' })
    await form.getByRole('textbox', { name: 'Order', exact: true }).fill(ORDER)
    await form.getByLabel('Product').fill('Flange F-80')
    await form.getByLabel('Quantity').fill('1')
    await form.getByRole('button', { name: 'Create the order' }).click()
    await expect(form.getByRole('alert')).toContainText(ORDER)
    await page.getByRole('button', { name: 'Close the sheet' }).click()
    await expect(page.getByRole('link', { name: /refused/ })).toHaveCount(0)
  })

  await test.step('it is planned otherwise, with the reason', async () => {
    await page.getByRole('link', { name: ORDER, exact: true }).click()
    await page.getByRole('button', { name: 'Plan otherwise' }).click()
    const form = page.getByRole('form', { name: /^Plan otherwise/ })
    await form.getByLabel('Priority').fill('90')
    await form.getByLabel('Reason').fill('the customer needs it sooner')
    await noSeriousViolations(page, 'plan sheet')
    await form.getByRole('button', { name: /^Plan otherwise/ }).click()
    await expect(page.getByRole('dialog')).toHaveCount(0)
    await expect(page.getByRole('main')).toContainText('priority 90 of 100')
    await expect(page.getByRole('main')).toContainText('Planned otherwise: the customer needs it sooner')
    await page.getByRole('link', { name: 'All orders' }).click()
  })

  await test.step('log, then correct the log', async () => {
    await page.getByRole('link', { name: `Log ${ORDER}` }).click()
    await page.getByRole('combobox', { name: 'Machine' }).fill('Lathe 1')
    await page.getByLabel('Good pcs').fill('12')
    await page.getByRole('dialog').getByRole('button', { name: 'Log', exact: true }).click()
    await expect(row).toContainText('12 of 40 pcs')
    await page.getByRole('link', { name: ORDER, exact: true }).click()
    await page.getByRole('button', { name: /^Correct the log of Lathe 1/ }).click()
    const form = page.getByRole('form', { name: 'Correct the log' })
    await form.getByLabel('Good pcs').fill('21')
    await form.getByLabel('Why it is corrected').fill('the digits were swapped')
    await noSeriousViolations(page, 'correct sheet')
    await form.getByRole('button', { name: 'Show what it changes' }).click()
    await expect(form.getByRole('region', { name: 'What it changes' })).toContainText(
      /worth anything else|of the books/,
    )
    await form.getByRole('button', { name: 'Correct the log' }).click()
    const doubt = page.getByRole('dialog', { name: 'Is it meant so?' })
    await expect(doubt).toContainText(`The order ${ORDER} was created at`)
    await noSeriousViolations(page, 'a doubt')
    await doubt.getByRole('button', { name: 'Send it all the same' }).click()
    await expect(page.getByRole('dialog')).toHaveCount(0)
    const reports = page.getByRole('region', { name: 'Reports' }).getByRole('listitem')
    await expect(reports).toHaveCount(2)
    const original = reports.locator('del').filter({ hasText: '12 good' })
    await expect(original).toHaveCSS('text-decoration-line', 'line-through')
    await expect(reports.filter({ hasText: 'Corrected: the digits were swapped' })).toContainText('21 good')
    await expect(page.getByRole('main')).toContainText('21 of 40 pcs')
    await noSeriousViolations(page, 'order with a correction')
    await page.setViewportSize({ width: 1280, height: 860 })
    await noSidewaysScroll(page)
  })
})
