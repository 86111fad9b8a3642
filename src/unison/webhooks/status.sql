-- count_webhooks --
SELECT working, failing, off, waiting, oldest_s FROM unison.webhook_counts();
