CREATE TABLE zone (
	id INTEGER NOT NULL, 
	name TEXT, 
	kind TEXT, 
	shapes TEXT, 
	severity TEXT, 
	source TEXT, 
	known_as TEXT, 
	starts_at TEXT, 
	ends_at TEXT, 
	withdrawn_at TEXT, 
	withdrawn_why TEXT, 
	note TEXT, 
	PRIMARY KEY (id)
);
CREATE INDEX ix_zone_known_as ON zone (known_as);
CREATE TABLE passage (
	id INTEGER NOT NULL, 
	zone INTEGER, 
	person INTEGER, 
	at TEXT, 
	entered INTEGER, 
	PRIMARY KEY (id), 
	FOREIGN KEY(zone) REFERENCES zone (id) DEFERRABLE INITIALLY DEFERRED, 
	FOREIGN KEY(person) REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX ix_passage_person ON passage (person);
CREATE INDEX ix_passage_zone ON passage (zone);
