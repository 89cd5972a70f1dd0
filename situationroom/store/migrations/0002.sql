ALTER TABLE request ADD COLUMN reopened_at TEXT;
ALTER TABLE request ADD COLUMN joined_into INTEGER REFERENCES request (id) DEFERRABLE INITIALLY DEFERRED;
CREATE INDEX ix_request_joined_into ON request (joined_into);
ALTER TABLE sheet ADD COLUMN no_request TEXT;
UPDATE sheet SET no_request = '';
ALTER TABLE report ADD COLUMN no_request TEXT;
UPDATE report SET no_request = '';
CREATE TABLE task (
	id INTEGER NOT NULL, 
	request INTEGER, 
	what TEXT, 
	due_at TEXT, 
	opened_at TEXT, 
	opened_by TEXT, 
	owner TEXT, 
	done_at TEXT, 
	done_by TEXT, 
	result TEXT, 
	PRIMARY KEY (id), 
	FOREIGN KEY(request) REFERENCES request (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX ix_task_due_at ON task (due_at);
CREATE INDEX ix_task_request ON task (request);
CREATE TABLE request_link (
	id INTEGER NOT NULL, 
	a INTEGER, 
	b INTEGER, 
	at TEXT, 
	officer TEXT, 
	kind TEXT, 
	reason TEXT, 
	ended_at TEXT, 
	PRIMARY KEY (id), 
	FOREIGN KEY(a) REFERENCES request (id) DEFERRABLE INITIALLY DEFERRED, 
	FOREIGN KEY(b) REFERENCES request (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX ix_request_link_a ON request_link (a);
CREATE INDEX ix_request_link_b ON request_link (b);
CREATE TABLE position (
	id INTEGER NOT NULL, 
	name TEXT, 
	place INTEGER, 
	closed INTEGER, 
	PRIMARY KEY (id)
);
CREATE TABLE duty (
	id INTEGER NOT NULL, 
	officer TEXT, 
	position INTEGER, 
	starts_at TEXT, 
	ends_at TEXT, 
	remark TEXT, 
	cancelled INTEGER, 
	PRIMARY KEY (id), 
	FOREIGN KEY(position) REFERENCES position (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX ix_duty_starts_at ON duty (starts_at);
CREATE TABLE posting (
	id INTEGER NOT NULL, 
	position INTEGER, 
	officer TEXT, 
	since TEXT, 
	until TEXT, 
	note TEXT, 
	PRIMARY KEY (id), 
	FOREIGN KEY(position) REFERENCES position (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX ix_posting_position ON posting (position);
CREATE INDEX ix_posting_until ON posting (until);
CREATE TABLE period (
	id INTEGER NOT NULL, 
	name TEXT, 
	opened_at TEXT, 
	opened_by TEXT, 
	opening INTEGER, 
	objectives TEXT, 
	closed_at TEXT, 
	closed_by TEXT, 
	closing INTEGER, 
	summary TEXT, 
	PRIMARY KEY (id)
);
