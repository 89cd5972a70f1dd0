CREATE TABLE family_contact (
	id INTEGER NOT NULL, 
	person INTEGER, 
	name TEXT, 
	relation TEXT, 
	phone TEXT, 
	language TEXT, 
	scope TEXT, 
	consent_by TEXT, 
	consent_at TEXT, 
	officer TEXT, 
	next_at TEXT, 
	point_since TEXT, 
	remarks TEXT, 
	PRIMARY KEY (id), 
	FOREIGN KEY(person) REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX ix_family_contact_next_at ON family_contact (next_at);
CREATE INDEX ix_family_contact_person ON family_contact (person);
CREATE INDEX ix_family_contact_phone ON family_contact (phone);
CREATE TABLE family_call (
	id INTEGER NOT NULL, 
	contact INTEGER, 
	at TEXT, 
	officer TEXT, 
	reached INTEGER, 
	told TEXT, 
	said TEXT, 
	scope TEXT, 
	PRIMARY KEY (id), 
	FOREIGN KEY(contact) REFERENCES family_contact (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX ix_family_call_contact ON family_call (contact);
