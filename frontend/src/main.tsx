import '@mantine/core/styles.css'
import '@mantine/notifications/styles.css'
import './app.css'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './app'
import { session } from './features/sign-in/session'
import { writeAsIn } from './format'
import { startSending } from './offline/sending'

const write = () => writeAsIn(session.me?.language)
session.subscribe(write)
write()
startSending()

const root = document.getElementById('root')
if (!root) throw new Error('index.html has no #root')
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
)
