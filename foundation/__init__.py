"""The floor of the web application: settings, database, files, jobs, mail, events, access."""
