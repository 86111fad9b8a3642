"""What people should know: notices in the browser and by mail, each once, and no longer than what they tell of stands.

Facts give them, views that are looked at, and what the server sees of itself (`unison.give_notice`). Whom a subject concerns
lies with the subject in the schema, and where people want to be told with them.
"""
