ALTER TABLE person ADD COLUMN security_phrase TEXT;
UPDATE person SET security_phrase = '';
ALTER TABLE request ADD COLUMN informed TEXT;
ALTER TABLE request ADD COLUMN done TEXT;
UPDATE request SET informed = '[]', done = '';
CREATE INDEX ix_report_caller_phone ON report (caller_phone);
CREATE TABLE identity_check (
	id INTEGER NOT NULL, 
	person INTEGER, 
	at TEXT, 
	officer TEXT, 
	outcome TEXT, 
	asked TEXT, 
	answered TEXT, 
	caller TEXT, 
	caller_phone TEXT, 
	reason TEXT, 
	PRIMARY KEY (id), 
	FOREIGN KEY(person) REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX ix_identity_check_person ON identity_check (person);
