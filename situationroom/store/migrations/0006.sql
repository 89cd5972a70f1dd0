CREATE TABLE attachment (
	id INTEGER NOT NULL, 
	person INTEGER, 
	report INTEGER, 
	certainty FLOAT, 
	at TEXT, 
	told TEXT, 
	PRIMARY KEY (id)
);
CREATE INDEX ix_attachment_person ON attachment (person);
CREATE INDEX ix_attachment_report ON attachment (report);
