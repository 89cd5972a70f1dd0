"""Messages to many: fields, languages, SMS segments, mail server and gateway; no SQL, no Qt."""
