"""Quality: what is measured on the product or the process, in subgroups, against which limits (ISO 7870, AIAG SPC)."""
