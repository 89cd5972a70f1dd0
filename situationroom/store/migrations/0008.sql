CREATE TABLE escalation (
	id INTEGER NOT NULL, 
	at TEXT, 
	officer TEXT, 
	step INTEGER, 
	began TEXT, 
	request INTEGER, 
	person INTEGER, 
	note TEXT, 
	PRIMARY KEY (id)
);
CREATE INDEX ix_escalation_person ON escalation (person);
CREATE INDEX ix_escalation_request ON escalation (request);
