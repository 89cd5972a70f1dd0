CREATE TABLE message_template (
	id INTEGER NOT NULL, 
	name TEXT, 
	wordings TEXT, 
	asks INTEGER, 
	withdrawn INTEGER, 
	PRIMARY KEY (id)
);
CREATE TABLE message (
	id INTEGER NOT NULL, 
	made_at TEXT, 
	made_by TEXT, 
	title TEXT, 
	about TEXT, 
	wordings TEXT, 
	constants TEXT, 
	channels TEXT, 
	way TEXT, 
	asks INTEGER, 
	recipients INTEGER, 
	repeats INTEGER, 
	PRIMARY KEY (id), 
	FOREIGN KEY(repeats) REFERENCES message (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE TABLE delivery (
	id INTEGER NOT NULL, 
	message INTEGER, 
	person INTEGER, 
	status TEXT, 
	channel TEXT, 
	address TEXT, 
	language TEXT, 
	subject TEXT, 
	text TEXT, 
	carried_by INTEGER, 
	tries INTEGER, 
	tried_at TEXT, 
	handed_at TEXT, 
	reason TEXT, 
	file TEXT, 
	answer TEXT, 
	answered_at TEXT, 
	PRIMARY KEY (id), 
	FOREIGN KEY(message) REFERENCES message (id) DEFERRABLE INITIALLY DEFERRED, 
	FOREIGN KEY(person) REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED, 
	FOREIGN KEY(carried_by) REFERENCES delivery (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX ix_delivery_address ON delivery (address);
CREATE INDEX ix_delivery_carried_by ON delivery (carried_by);
CREATE INDEX ix_delivery_message ON delivery (message);
CREATE INDEX ix_delivery_person ON delivery (person);
CREATE TABLE reply (
	id INTEGER NOT NULL, 
	at TEXT, 
	sender TEXT, 
	text TEXT, 
	report INTEGER, 
	persons TEXT, 
	delivery INTEGER, 
	meaning TEXT, 
	state TEXT, 
	why TEXT, 
	request INTEGER, 
	decided_by TEXT, 
	decided_at TEXT, 
	PRIMARY KEY (id), 
	FOREIGN KEY(report) REFERENCES report (id) DEFERRABLE INITIALLY DEFERRED, 
	FOREIGN KEY(delivery) REFERENCES delivery (id) DEFERRABLE INITIALLY DEFERRED, 
	FOREIGN KEY(request) REFERENCES request (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX ix_reply_delivery ON reply (delivery);
CREATE INDEX ix_reply_report ON reply (report);
CREATE INDEX ix_reply_state ON reply (state);
